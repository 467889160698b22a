package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.RefusalAssertions.assertReason;
import static dev.hallmark.attestation.evidence.RefusalAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestCwt;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Evidence that is signed for no TLS connection, under a policy that accepts it and under one that does not. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class UnboundIT {

    private static final byte[] ZEROS = new byte[32];

    @Test
    void isAWarningInEveryFormatWhereThePolicyAllowsIt() {
        var device = TestFleet.device(TestFleet.policy(List.of(), List.of(), true));
        for (var connection : List.of(TestGateway.connect(), TestGateway.connectUnbound())) {
            var jwt = TestChallenge.get(device, connection);
            assertWarning(jwt.answerEat(device.eat(jwt, Optional.empty()), connection));
            var cwt = TestChallenge.get(device, connection);
            assertWarning(cwt.answerCwt(TestCwt.good(device, cwt, Optional.empty()), connection));
            var raw = TestChallenge.get(device, connection);
            assertWarning(raw.answerRaw(device.raw(raw, ZEROS, 1), connection));
        }
    }

    @Test
    void isRefusedWhereItDoesNot() {
        var behindAProxy = TestGateway.connectUnbound();
        for (var format : List.of("jwt", "cwt", "raw")) {
            var device = TestFleet.device();
            var challenge = TestChallenge.get(device, behindAProxy);

            assertRefused(answer(format, device, challenge, behindAProxy));

            assertReason(device, "policy-unbound");
        }
    }

    /** Where the gateway cannot know the exporter, one that is claimed is not believed either. */
    @Test
    void aBindingThatNobodyCanCheckIsRefused() {
        var device = TestFleet.device(TestFleet.policy(List.of(), List.of(), true));
        var connection = TestGateway.connectUnbound();
        var challenge = TestChallenge.get(device, connection);

        assertRefused(challenge.answerEat(device.eat(challenge, Optional.of(ZEROS)), connection));

        assertReason(device, "binding");
    }

    private static HttpResponse<String> answer(
            String format, TestDevice device, TestChallenge challenge, TestGateway connection) {
        return switch (format) {
            case "jwt" -> challenge.answerEat(device.eat(challenge, Optional.empty()), connection);
            case "cwt" -> challenge.answerCwt(TestCwt.good(device, challenge, Optional.empty()), connection);
            default -> challenge.answerRaw(device.raw(challenge, ZEROS, 1), connection);
        };
    }

    private static void assertWarning(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        var token = JsonPath.from(response.body()).getString("token");
        var payload = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        assertThat(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
                .contains("\"ear.status\":\"warning\"");
    }
}
