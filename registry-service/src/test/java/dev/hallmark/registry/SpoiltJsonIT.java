package dev.hallmark.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Whatever an operator's request is written like, it is taken or refused with a reason; nothing is a fault of ours. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(TestIssuer.class)
class SpoiltJsonIT {

    private final String tenant = Registry.tenant();

    @Test
    void noBatchIsAFault() {
        var policy = Messages.publishPolicy(tenant);

        noneIsAFault(
                "/batches",
                """
                {"name":"spoilt","policy":"%s","rootOfTrust":"puf","registerOnImport":true,"attributes":{"a":"b"}}"""
                        .formatted(policy));
    }

    @Test
    void noReasonIsAFault() {
        noneIsAFault("/devices/" + Registry.deviceId() + "/revoke", "{\"reason\":\"lost\"}");
    }

    private void noneIsAFault(String path, String good) {
        for (var body : SpoiltJson.of(good)) {
            var answer = Registry.operator(tenant)
                    .contentType(Registry.JSON)
                    .body(body)
                    .post(Registry.API + path);

            assertThat(answer.statusCode()).as(shortened(body)).isIn(201, 400, 404, 409, 413, 422);
            if (answer.statusCode() != 201) {
                assertThat(answer.contentType()).as(shortened(body)).startsWith("application/problem+json");
            }
        }
    }

    private static String shortened(String body) {
        return body.substring(0, Math.min(300, body.length()));
    }
}
