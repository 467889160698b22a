package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.RefusalAssertions.assertReason;
import static dev.hallmark.attestation.evidence.RefusalAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBORObject;
import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.attestation.TestInverse;
import dev.hallmark.commons.identity.SubjectPublicKey;
import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices whose keys cannot sign: they open what was encapsulated to them. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class InverseChallengeIT {

    private final TestGateway connection = TestGateway.connect();

    @ParameterizedTest
    @CsvSource({"X25519, 32", "ECDH-P256, 65", "ML-KEM-512, 768", "ML-KEM-768, 1088", "ML-KEM-1024, 1568"})
    void provesADevicesIdentity(String algorithm, int octets) throws Exception {
        // Given
        var device = TestFleet.device(algorithm);
        var asked = TestChallenge.ask(device, connection);
        var operational = TestDevice.create().publicKey();

        // When
        var challenge = TestChallenge.get(device, connection);
        var answer = TestInverse.of(device, challenge, connection.exporter().orElseThrow(), operational);
        var response = challenge.answerRaw(answer.evidence(), connection);

        // Then
        var json = JsonPath.from(asked.body());
        assertThat(json.getMap("").keySet())
                .isEqualTo(Set.of(
                        "challengeId",
                        "nonce",
                        "audience",
                        "profile",
                        "binding",
                        "algorithms",
                        "encapsulation",
                        "expiresAt"));
        assertThat(json.getList("algorithms")).isEqualTo(List.of(algorithm));
        assertThat(TestInverse.octets(json.getString("encapsulation"))).hasSize(octets);
        assertThat(challenge.encapsulation())
                .isNotEqualTo(json.getString("encapsulation"))
                .doesNotContain("=");
        assertThat(confirmed(device, response))
                .isEqualTo(SubjectPublicKey.parse(operational).thumbprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"X25519", "ECDH-P256", "ML-KEM-512", "ML-KEM-768", "ML-KEM-1024"})
    void withoutAnOperationalKeyTheResultNamesTheIdentityKey(String algorithm) throws Exception {
        var device = TestFleet.device(algorithm);
        var challenge = TestChallenge.get(device, connection);

        var response = challenge.answerRaw(good(device, challenge).evidence(), connection);

        assertThat(confirmed(device, response))
                .isEqualTo(SubjectPublicKey.parse(device.publicKey()).thumbprint());
    }

    @Test
    void comesInCborTooWithTheEncapsulationAsOctets() {
        var device = TestFleet.device("X25519");

        var answer = connection.postForOctets("/attestation/v1/challenges", device.askBody(), "application/cbor");

        var challenge = CBORObject.DecodeFromBytes(answer.body());
        assertThat(challenge.get("algorithms").ToJSONString()).isEqualTo("[\"X25519\"]");
        assertThat(challenge.get("encapsulation").GetByteString()).hasSize(32);
        var asked = new TestChallenge(
                challenge.get("challengeId").AsString(),
                base64url(challenge.get("nonce").GetByteString()),
                challenge.get("audience").AsString(),
                base64url(challenge.get("encapsulation").GetByteString()));
        assertThat(asked.answerRaw(good(device, asked).evidence(), connection).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoCanSignIsGivenNothingToOpen() {
        for (var algorithm : List.of("ES256", "EdDSA", "ML-DSA-44")) {
            var device = TestFleet.device(algorithm);

            assertThat(TestChallenge.ask(device, connection).body()).doesNotContain("encapsulation");
        }
    }

    @Test
    void boundToNoConnectionIsAWarningWhereThePolicyAllowsIt() {
        var allowed =
                TestFleet.device(TestFleet.policy(List.of(), List.of(), true), TestDevice.create("ML-KEM-768"), "puf");
        var challenge = TestChallenge.get(allowed, connection);
        var unbound = TestInverse.of(allowed, challenge, new byte[32]);

        var response = challenge.answerRaw(unbound.evidence(), connection);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(claims(response)).contains("\"ear.status\":\"warning\"");
    }

    @Test
    void thePolicySaysWhichOfThemItTakes() {
        var accepting = TestFleet.policy(List.of("ML-KEM-768", "X25519"), List.of(), false);
        var refusing = TestFleet.policy(List.of("ES256"), List.of(), false);

        var accepted = TestFleet.device(accepting, TestDevice.create("ML-KEM-768"), "puf");
        var refused = TestFleet.device(refusing, TestDevice.create("ML-KEM-768"), "puf");

        assertThat(answer(accepted).statusCode()).isEqualTo(200);
        assertRefused(answer(refused));
        assertReason(refused, "policy-algorithm");
    }

    private HttpResponse<String> answer(TestDevice device) {
        var challenge = TestChallenge.get(device, connection);
        return challenge.answerRaw(good(device, challenge).evidence(), connection);
    }

    private TestInverse good(TestDevice device, TestChallenge challenge) {
        return TestInverse.of(device, challenge, connection.exporter().orElseThrow());
    }

    /** The thumbprint of the key that the result is for. */
    private static String confirmed(TestDevice device, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(JsonPath.from(response.body()).getString("deviceId"))
                .isEqualTo(device.id().hex());
        return JsonPath.from(claims(response)).getString("cnf.jkt");
    }

    private static String claims(HttpResponse<String> response) {
        var payload = JsonPath.from(response.body()).getString("token").split("\\.", -1)[1];
        return new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
    }

    private static String base64url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
