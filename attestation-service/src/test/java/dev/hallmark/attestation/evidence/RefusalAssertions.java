package dev.hallmark.attestation.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.attestation.TestBroker;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.events.attestation.AttestationFailed;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a device is told of a refusal, which is always the same, and what an operator is. */
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

    static void assertReason(TestDevice device, String reason) {
        var expected = new AttestationFailed(device.id(), "batch-1", reason);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(TestBroker.published())
                .extracting(event -> event.data())
                .contains(expected));
    }
}
