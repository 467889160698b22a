package dev.hallmark.attestation.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.attestation.TestBroker;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.events.attestation.AttestationFailed;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The answer to a refused device, which is always the same, and what an operator sees of the refusal. */
final class RefusalAssertions {

    private static final String CONSTANT_BODY = "{\"type\":\"https://hallmark.dev/problems/attestation-failed\","
            + "\"title\":\"Attestation failed\",\"status\":403,"
            + "\"detail\":\"The evidence was not accepted. Ask for a new challenge.\"}";

    private RefusalAssertions() {}

    static void assertRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo(CONSTANT_BODY);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    /** What says more than the one refusal, since it is of the request and not of the evidence. */
    static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JsonPath.from(response.body()).getString("type")).isEqualTo("https://hallmark.dev/problems/" + code);
    }

    static void assertReason(TestDevice device, String reason) {
        var expected = new AttestationFailed(device.id(), "batch-1", reason);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(TestBroker.published())
                .extracting(event -> event.data())
                .contains(expected));
    }
}
