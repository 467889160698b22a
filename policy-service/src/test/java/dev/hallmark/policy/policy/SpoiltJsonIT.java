package dev.hallmark.policy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.policy.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Whatever a policy is written like, it is taken or refused with a reason; nothing of it is a fault of ours. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(TestKeys.class)
class SpoiltJsonIT {

    private static final String GOOD =
            """
            {"name":"spoilt","target":{"kind":"mosquitto","settings":{"host":"localhost","port":8883}},
             "certificate":{"profile":"default"},
             "attestation":{"algorithms":["ES256"],"rootsOfTrust":["puf"],"allowUnbound":false}}""";

    @Test
    void noBodyIsAFault() {
        for (var body : SpoiltJson.of(GOOD)) {
            var answer = PolicyCalls.createPolicy("default", "operator", body).extract();

            assertThat(answer.statusCode()).as(shortened(body)).isIn(201, 400, 409, 413);
            if (answer.statusCode() != 201) {
                assertThat(answer.contentType()).as(shortened(body)).startsWith("application/problem+json");
            }
        }
    }

    @Test
    void aMemberThatComesTwiceIsRefused() {
        for (var body : SpoiltJson.withOneTwice(GOOD)) {
            var answer = PolicyCalls.createPolicy("default", "operator", body).extract();

            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.contentType()).as(body).startsWith("application/problem+json");
            assertThat(answer.<String>path("type")).as(body).isEqualTo("https://hallmark.dev/problems/unreadable-json");
        }
    }

    private static String shortened(String body) {
        return body.substring(0, Math.min(300, body.length()));
    }
}
