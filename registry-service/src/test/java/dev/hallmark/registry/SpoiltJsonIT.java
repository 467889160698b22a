package dev.hallmark.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** Whatever an operator's request is written like, it is taken or refused with a reason; nothing is a fault of ours. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(TestIssuer.class)
class SpoiltJsonIT {

    private static final String REASON = "{\"reason\":\"lost\"}";

    private final String tenant = Registry.tenant();

    @Test
    void noBatchIsAFault() {
        var policy = Messages.publishPolicy(tenant);

        noneIsAFault("/batches", batch(policy));
    }

    @Test
    void noReasonIsAFault() {
        noneIsAFault("/devices/" + Registry.deviceId() + "/revoke", REASON);
    }

    @Test
    void aMemberThatComesTwiceIsRefused() {
        oneTwiceIsRefused("/batches", batch("any"));
        oneTwiceIsRefused("/devices/" + Registry.deviceId() + "/revoke", REASON);
    }

    private void noneIsAFault(String path, String good) {
        for (var body : SpoiltJson.of(good)) {
            var answer = post(path, body);

            assertThat(answer.statusCode()).as(shortened(body)).isIn(201, 400, 404, 409, 413, 422);
            if (answer.statusCode() != 201) {
                assertThat(answer.contentType()).as(shortened(body)).startsWith("application/problem+json");
            }
        }
    }

    private void oneTwiceIsRefused(String path, String good) {
        for (var body : SpoiltJson.withOneTwice(good)) {
            var answer = post(path, body);

            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.contentType()).as(body).startsWith("application/problem+json");
            assertThat(answer.<String>path("type")).as(body).isEqualTo("https://hallmark.dev/problems/unreadable-json");
        }
    }

    private Response post(String path, String body) {
        return Registry.operator(tenant).contentType(Registry.JSON).body(body).post(Registry.API + path);
    }

    private static String batch(String policy) {
        return """
                {"name":"spoilt","policy":"%s","rootOfTrust":"puf","registerOnImport":true,"attributes":{"a":"b"}}"""
                .formatted(policy);
    }

    private static String shortened(String body) {
        return body.substring(0, Math.min(300, body.length()));
    }
}
