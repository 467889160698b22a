package dev.hallmark.policy.policy;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.policy.Surroundings;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.SpoiltJson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** A policy in any form is accepted, or refused with a reason; none makes the service fail. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class SpoiltJsonIT {

    private final SpoiltJson policy = new SpoiltJson(
            PolicyCalls.POLICIES,
            OperatorTokens.token("default", "operator"),
            """
            {"name":"spoilt","target":{"kind":"mosquitto","settings":{"host":"localhost","port":8883}},
             "certificate":{"profile":"default"},
             "attestation":{"algorithms":["ES256"],"rootsOfTrust":["puf"],"allowUnbound":false}}""");

    @Test
    void noBodyIsAFault() {
        policy.assertNothingIsAFault(201, 400, 409, 413);
    }

    @Test
    void aMemberThatComesTwiceIsRefused() {
        policy.assertAMemberThatComesTwiceIsRefused();
    }
}
