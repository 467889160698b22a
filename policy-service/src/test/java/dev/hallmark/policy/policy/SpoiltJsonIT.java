package dev.hallmark.policy.policy;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.policy.Surroundings;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.SpoiltJson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Whatever a policy is written like, it is taken or refused with a reason; nothing of it is a fault of ours. */
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
