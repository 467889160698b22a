package dev.hallmark.attestation.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.commons.connection.ConnectionFacts;
import dev.hallmark.commons.connection.ConnectionSecret;
import dev.hallmark.commons.connection.ConnectionSigner;
import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Somebody inside the network who has seen the gateway's header of one request has seen nothing of use. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class CapturedConnectionIT {

    private static final String PATH = "/attestation/v1/challenges";
    private static final String REFUSED = "{\"type\":\"https://hallmark.dev/problems/connection-required\","
            + "\"title\":\"Connection required\",\"status\":401,"
            + "\"detail\":\"Devices reach this service through the device gateway only.\"}";

    @Test
    void itIsGoodForItsOwnRequest() {
        assertThat(post(PATH, header("attestation-service", Duration.ZERO, "POST", PATH))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void itIsGoodForNothingElse() {
        for (var captured : List.of(
                header("attestation-service", Duration.ZERO, "GET", PATH),
                header("attestation-service", Duration.ZERO, "POST", PATH + "?"),
                header("attestation-service", Duration.ZERO, "POST", PATH + "/x/evidence"),
                header("ca-service", Duration.ZERO, "POST", PATH),
                header("attestation-service", Duration.ofSeconds(31), "POST", PATH))) {
            assertRefused(post(PATH, captured));
        }
    }

    @Test
    void twiceIsNotOnce() {
        var header = header("attestation-service", Duration.ZERO, "POST", PATH);

        assertRefused(post(PATH, header, header));
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo(REFUSED);
    }

    private static HttpResponse<String> post(String path, String... headers) {
        var request = HttpRequest.newBuilder(TestGateway.uri(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(TestDevice.create().askBody()));
        for (var header : headers) {
            request.header("Hallmark-Connection", header);
        }
        return TestGateway.send(request.build());
    }

    /** As the gateway signed it, so long ago. */
    private static String header(String audience, Duration ago, String method, String uri) {
        var secret = ConfigProvider.getConfig().getValue("hallmark.connection.secrets", String.class);
        var clock = Clock.offset(Clock.systemUTC(), ago.negated());
        return new ConnectionSigner(audience, ConnectionSecret.parse(secret), clock)
                .sign(method, uri, new ConnectionFacts("192.0.2.1", Optional.of(new byte[32]), Optional.empty()));
    }
}
