package dev.hallmark.attestation.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hallmark.attestation.TestBroker;
import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestCwt;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.attestation.AttestationFailed;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Evidence as an attacker would send it: one answer to all of it, and the reason for the operator alone. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class HostileEvidenceIT {

    private static final String REFUSED = "{\"type\":\"https://hallmark.dev/problems/attestation-failed\","
            + "\"title\":\"Attestation failed\",\"status\":403,"
            + "\"detail\":\"The evidence was not accepted. Ask for a new challenge.\"}";

    private final TestGateway connection = TestGateway.connect();

    private interface Trick extends Function<ForgedEvidence, byte[]> {}

    static Stream<Arguments> tricks() {
        return Stream.of(
                trick("algorithm none", "algorithm", good -> alg(good, "none").with(new byte[0])),
                trick("HS256 with the public key", "algorithm", good -> alg(good, "HS256")
                        .authenticatedWithThePublicKey()),
                trick("another curve", "algorithm", good -> alg(good, "ES384").signedOnAnotherCurve()),
                trick("another curve as ES256", "signature", ForgedEvidence::signedOnAnotherCurve),
                trick("no algorithm", "algorithm", good -> good.header("\"alg\":\"ES256\",", "")
                        .signed()),
                trick("a key in the header", "malformed", good -> member(good, "\"jwk\":{\"kty\":\"EC\"}")
                        .signed()),
                trick("a certificate in the header", "malformed", good -> member(good, "\"x5c\":[\"MIIB\"]")
                        .signed()),
                trick("critical members", "malformed", good -> member(good, "\"crit\":[\"exp\"],\"exp\":1")
                        .signed()),
                trick("a member twice in the header", "malformed", good -> member(good, "\"alg\":\"ES256\"")
                        .signed()),
                trick("a member twice in the claims", "malformed", good -> good.payload("{", "{\"cb\":\"AAAA\",")
                        .signed()),
                trick("claims without end", "malformed", good -> good.payload(
                                "{", "{\"measurements\":" + "[".repeat(40) + "]".repeat(40) + ",")
                        .signed()),
                trick("octets after the claims", "malformed", good -> good.payload("}", "}{}")
                        .signed()),
                trick("another audience", "audience", good -> good.payload(
                                "urn:hallmark:attestation", "urn:other:attestation")
                        .signed()),
                trick("another device's ueid", "ueid", good -> good.payload(ueid(good.device()), ueid(otherDevice()))
                        .signed()),
                trick("another device's kid", "key", good -> good.header(
                                good.device().id().hex(), otherDevice().id().hex())
                        .signed()),
                trick("another device's key", "signature", good -> new ForgedEvidence(
                                otherDevice(), good.header(), good.payload())
                        .signed()),
                trick("a signature of zeros", "signature", good -> good.with(new byte[64])),
                trick("a signature in DER", "signature", ForgedEvidence::signedInDer),
                trick("a bootcount below zero", "malformed", good -> good.payload("{", "{\"bootcount\":-1,")
                        .signed()));
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void aTrickIsRefusedInTheOneWayAndToldToTheOperator(String reason, Trick trick) {
        // Given
        var device = TestFleet.device();
        var challenge = TestChallenge.get(device, connection);
        var good = ForgedEvidence.of(device, challenge, connection.exporter().orElseThrow());

        // When
        var answer = challenge.answerEat(trick.apply(good), connection);

        // Then: and the nonce is gone
        assertRefused(answer);
        assertRefused(challenge.answerEat(good.signed(), connection));
        assertReason(device, reason);
    }

    @Test
    void unspoiledItIsAccepted() {
        var device = TestFleet.device();
        var challenge = TestChallenge.get(device, connection);
        var good = ForgedEvidence.of(device, challenge, connection.exporter().orElseThrow());

        assertThat(challenge.answerEat(good.signed(), connection).statusCode()).isEqualTo(200);
    }

    /** The same octets, divided elsewhere: an audience one character longer, a challenge one shorter. */
    @Test
    void aTranscriptWhoseLengthsLieIsRefused() {
        // Given
        var device = TestFleet.device();
        var challenge = TestChallenge.get(device, connection);
        var lying = new TestChallenge(
                challenge.id().substring(1),
                challenge.nonce(),
                challenge.audience() + challenge.id().charAt(0));

        // When
        var exporter = connection.exporter().orElseThrow();
        var answer = challenge.answerRaw(device.raw(lying, exporter, 1), connection);

        // Then
        assertRefused(answer);
        assertReason(device, "signature");
    }

    /** One RSA key can do both; the registration says which of them counts. */
    @ParameterizedTest
    @CsvSource({"RS256, PS256", "PS256, RS256"})
    void anRsaKeySignsInTheOneWayItIsRegisteredFor(String registered, String other) {
        // Given
        var device = TestFleet.device(registered);
        var signing = new TestDevice(device.keys(), other);
        var exporter = connection.exporter();
        var jwt = TestChallenge.get(device, connection);

        // When
        var answer = jwt.answerEat(signing.eat(jwt, exporter), connection);

        // Then: nor in another format, nor with the registered name over it
        assertRefused(answer);
        var cwt = TestChallenge.get(device, connection);
        assertRefused(cwt.answerCwt(TestCwt.good(signing, cwt, exporter), connection));
        assertReasons(device, "algorithm", "algorithm");
        var raw = TestChallenge.get(device, connection);
        assertRefused(raw.answerRaw(signing.raw(raw, exporter.orElseThrow(), 1), connection));
        var renamed = TestChallenge.get(device, connection);
        assertRefused(renamed.answerCwt(
                TestCwt.signed(signing, TestCwt.header(device), TestCwt.claims(device, renamed, connection.exporter())),
                connection));
        assertReasons(device, "algorithm", "algorithm", "signature", "signature");
        var good = TestChallenge.get(device, connection);
        assertThat(good.answerEat(device.eat(good, exporter), connection).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aMemberTwiceInATranscriptIsRefused() {
        var device = TestFleet.device();
        var challenge = TestChallenge.get(device, connection);
        var good = device.raw(challenge, connection.exporter().orElseThrow(), 1);
        var text = new String(good, StandardCharsets.US_ASCII);
        var twice = text.replace("}", ",\"softwareVersion\":1}").getBytes(StandardCharsets.US_ASCII);

        var answer = challenge.answerRaw(twice, connection);

        assertRefused(answer);
        assertRefused(challenge.answerRaw(good, connection));
        assertReason(device, "malformed");
    }

    @Test
    void aNonceIsNoGoodForAnotherDevicesChallenge() {
        var device = TestFleet.device();
        var other = TestFleet.device();
        var challenge = TestChallenge.get(device, connection);
        var captured = TestChallenge.get(other, connection);

        assertRefused(challenge.answerEat(device.eat(captured, connection.exporter()), connection));

        assertReason(device, "nonce");
    }

    private static Arguments trick(String name, String reason, Trick trick) {
        return argumentSet(name, reason, trick);
    }

    private static ForgedEvidence alg(ForgedEvidence good, String algorithm) {
        return good.header("ES256", algorithm);
    }

    private static ForgedEvidence member(ForgedEvidence good, String member) {
        return good.header("}", "," + member + "}");
    }

    private static TestDevice otherDevice() {
        return TestDevice.create();
    }

    private static String ueid(TestDevice device) {
        var octets =
                ByteBuffer.allocate(33).put((byte) 1).put(device.id().bytes()).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo(REFUSED);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private static void assertReasons(TestDevice device, String... reasons) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(TestBroker.published())
                .extracting(event -> event.data())
                .filteredOn(data -> data instanceof AttestationFailed failed
                        && failed.deviceId().equals(device.id()))
                .extracting(data -> ((AttestationFailed) data).reason())
                .containsExactly(reasons));
    }

    private static void assertReason(TestDevice device, String reason) {
        var expected = new AttestationFailed(device.id(), "batch-1", reason);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(TestBroker.published())
                .extracting(event -> event.data())
                .contains(expected));
    }
}
