package dev.hallmark.attestation.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestCwt;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.commons.identity.SubjectPublicKey;
import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every algorithm in every format of evidence. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class AlgorithmIT {

    private final TestGateway connection = TestGateway.connect();

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "EdDSA", "PS256", "RS256", "ML-DSA-44", "ML-DSA-65"})
    void provesADevicesIdentity(String algorithm) throws Exception {
        var device = TestFleet.device(algorithm);
        var asked = JsonPath.from(TestChallenge.ask(device, connection).body());
        assertThat(asked.getList("algorithms")).isEqualTo(List.of(algorithm));

        var jwt = TestChallenge.get(device, connection);
        assertProven(device, jwt.answerEat(device.eat(jwt, connection.exporter()), connection));
        var cwt = TestChallenge.get(device, connection);
        assertProven(device, cwt.answerCwt(TestCwt.good(device, cwt, connection.exporter()), connection));
        var raw = TestChallenge.get(device, connection);
        var transcript = device.raw(raw, connection.exporter().orElseThrow(), 1);
        assertProven(device, raw.answerRaw(transcript, connection));
    }

    private static void assertProven(TestDevice device, HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        var json = JsonPath.from(response.body());
        assertThat(json.getString("deviceId")).isEqualTo(device.id().hex());
        var payload = json.getString("token").split("\\.", -1)[1];
        var claims = JsonPath.from(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
        assertThat(claims.getString("cnf.jkt"))
                .isEqualTo(SubjectPublicKey.parse(device.publicKey()).thumbprint());
    }
}
