package dev.hallmark.policy.connection;

import static dev.hallmark.policy.connection.ConnectionCalls.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.policy.TestDevice;
import dev.hallmark.policy.TestKeys;
import dev.hallmark.policy.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Somebody inside the network who has seen the gateway's header of one request has seen nothing of use. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(TestKeys.class)
class CapturedConnectionIT {

    private static final String SERVICE = "policy-service";
    private static final String REFUSED = "{\"type\":\"https://hallmark.dev/problems/connection-required\","
            + "\"title\":\"Connection required\",\"status\":401,"
            + "\"detail\":\"Devices reach this service through the device gateway only.\"}";

    @Test
    void itIsGoodForItsOwnRequest() {
        assertThat(get(header(SERVICE, Duration.ZERO, "GET", PATH)).statusCode())
                .isEqualTo(202);
    }

    @Test
    void itIsGoodForNothingElse() {
        for (var captured : List.of(
                header(SERVICE, Duration.ZERO, "POST", PATH),
                header(SERVICE, Duration.ZERO, "GET", PATH + "?"),
                header(SERVICE, Duration.ZERO, "GET", PATH + "/x"),
                header("ca-service", Duration.ZERO, "GET", PATH),
                header(SERVICE, Duration.ofSeconds(31), "GET", PATH))) {
            assertRefused(get(captured));
        }
    }

    @Test
    void twiceIsNotOnce() {
        var header = header(SERVICE, Duration.ZERO, "GET", PATH);

        assertRefused(get(header, header));
    }

    private static void assertRefused(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.asString()).isEqualTo(REFUSED);
    }

    /** With a good token of the device, so that it is the header that is refused. */
    private static Response get(String first, Object... more) {
        var device = ConnectionCalls.device();
        var token = TestTokens.attestation("default", device.id(), 1, TestDevice.VERSION);
        return ConnectionCalls.bearer(token)
                .header("Prefer", "wait=0")
                .header("Hallmark-Connection", first, more)
                .get(PATH);
    }

    private static String header(String audience, Duration ago, String method, String uri) {
        return TestTokens.connection(audience, ago, method, uri, Optional.empty());
    }
}
