package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.TestInverse.cutTo;
import static dev.hallmark.attestation.TestInverse.octets;
import static dev.hallmark.attestation.evidence.RefusalAssertions.assertReason;
import static dev.hallmark.attestation.evidence.RefusalAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestCwt;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.attestation.TestInverse;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.events.registry.Standing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to the inverse challenge by who cannot open it, or opened something else: one refusal for all. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class HostileInverseIT {

    private static final String RAW = "application/vnd.hallmark.evidence+json";

    @Inject
    Pool database;

    private final TestGateway connection = TestGateway.connect();

    /** What a trick starts from: a device, its challenge, and the good answer. */
    private record Scene(TestDevice device, TestChallenge challenge, TestInverse good) {

        byte[] encapsulation() {
            return octets(challenge.encapsulation());
        }

        byte[] secret() {
            return TestInverse.open(device.keys().getPrivate(), encapsulation());
        }

        /** What the private key of another device gets from the same encapsulation. */
        byte[] openedByAnother() {
            var other = TestDevice.create(device.algorithm());
            return TestInverse.open(other.keys().getPrivate(), encapsulation());
        }
    }

    private interface Trick {
        byte[] play(Scene scene);
    }

    static Stream<Arguments> tricks() {
        var keys = Stream.of("X25519", "ECDH-P256", "ML-KEM-768").flatMap(HostileInverseIT::keys);
        return Stream.concat(keys, fields("X25519"));
    }

    /** Under any key but the one that only the device can derive. */
    private static Stream<Arguments> keys(String algorithm) {
        return Stream.of(
                trick(algorithm, "opened by another device's key", scene -> scene.good()
                        .under(TestInverse.derive(scene.openedByAnother(), scene.challenge()))
                        .evidence()),
                trick(algorithm, "under the secret itself", scene -> scene.good()
                        .under(scene.secret())
                        .evidence()),
                trick(algorithm, "under zeros", scene -> scene.good()
                        .under(new byte[32])
                        .evidence()),
                trick(algorithm, "under what zeros derive", scene -> scene.good()
                        .under(TestInverse.derive(new byte[32], scene.challenge()))
                        .evidence()),
                trick(algorithm, "under the public key", scene -> scene.good()
                        .under(scene.device().publicKey())
                        .evidence()),
                trick(algorithm, "under what the encapsulation alone derives", scene -> scene.good()
                        .under(TestInverse.derive(scene.encapsulation(), scene.challenge()))
                        .evidence()),
                trick(algorithm, "derived for another nonce", scene -> scene.good()
                        .under(TestInverse.derive(scene.secret(), other(scene.challenge())))
                        .evidence()),
                trick(algorithm, "the secret for an answer", scene -> scene.good()
                        .evidence(mac -> scene.secret())),
                trick(algorithm, "no MAC", scene -> scene.good().evidence(cutTo(0))),
                trick(algorithm, "half a MAC", scene -> scene.good().evidence(cutTo(16))),
                trick(algorithm, "a MAC but for its last octet", scene -> scene.good()
                        .evidence(cutTo(31))),
                trick(algorithm, "a MAC and one octet", scene -> scene.good().evidence(cutTo(33))),
                trick(algorithm, "another hash of the MAC", scene -> scene.good()
                        .evidence(mac -> TestInverse.hmac(mac, mac))));
    }

    /** With each field of the transcript spoilt in turn, by its first octet as counted from the end. */
    private static Stream<Arguments> fields(String algorithm) {
        return Stream.of(
                spoilt(algorithm, "software version", 4),
                spoilt(algorithm, "firmware key", 36),
                spoilt(algorithm, "operational key", 68),
                spoilt(algorithm, "identity key", 100),
                spoilt(algorithm, "exporter", 132),
                spoilt(algorithm, "nonce", 164),
                spoilt(algorithm, "challenge", 186),
                spoilt(algorithm, "length of the challenge", 187),
                spoilt(algorithm, "audience", 212),
                spoilt(algorithm, "length of the audience", 213),
                spoilt(algorithm, "label", 233));
    }

    private static Arguments spoilt(String algorithm, String field, int fromEnd) {
        return trick(algorithm, "a transcript with another " + field, scene -> scene.good()
                .spoiltAt(fromEnd)
                .evidence());
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void aTrickIsRefusedAndBurnsTheNonce(String algorithm, Trick trick) {
        // Given
        var device = TestFleet.device(algorithm);
        var challenge = TestChallenge.get(device, connection);
        var good = good(device, challenge);

        // When
        var answer = challenge.answerRaw(trick.play(new Scene(device, challenge, good)), connection);

        // Then
        assertRefused(answer);
        assertRefused(challenge.answerRaw(good.evidence(), connection));
        assertReason(device, "signature");
    }

    @Test
    void anotherChallengeOpenedIsRefused() {
        var device = TestFleet.device("ML-KEM-768");
        var elsewhere = TestGateway.connect();
        var captured = TestChallenge.get(device, elsewhere);
        var challenge = TestChallenge.get(device, connection);

        var key = good(device, captured).key();
        assertRefused(challenge.answerRaw(good(device, challenge).under(key).evidence(), connection));

        assertReason(device, "signature");
    }

    /** The fresh nonce, and the encapsulation of one that was answered before. */
    @Test
    void anOldEncapsulationOpenedIsRefused() {
        var device = TestFleet.device("X25519");
        var old = TestChallenge.get(device, connection);
        assertThat(old.answerRaw(good(device, old).evidence(), connection).statusCode())
                .isEqualTo(200);
        var fresh = TestChallenge.get(device, connection);
        var mixed = new TestChallenge(fresh.id(), fresh.nonce(), fresh.audience(), old.encapsulation());

        assertRefused(fresh.answerRaw(good(device, mixed).evidence(), connection));

        assertReason(device, "signature");
    }

    /** The second takes the place of the first, with what there is to open. */
    @Test
    void aReplacedChallengeIsNoGoodAnyMore() {
        var device = TestFleet.device("X25519");
        var first = TestChallenge.get(device, connection);
        var second = TestChallenge.get(device, connection);

        assertRefused(first.answerRaw(good(device, first).evidence(), connection));

        assertThat(second.answerRaw(good(device, second).evidence(), connection).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anotherOperationalKeyThanTheAuthenticatedOneIsRefused() {
        var device = TestFleet.device("ML-KEM-512");
        var challenge = TestChallenge.get(device, connection);
        var exporter = connection.exporter().orElseThrow();
        var good =
                TestInverse.of(device, challenge, exporter, TestDevice.create().publicKey());
        var swapped = new TestInverse(
                good.key(), good.transcript(), TestDevice.create().publicKey());

        assertRefused(challenge.answerRaw(swapped.evidence(), connection));

        assertReason(device, "signature");
    }

    @Test
    void anUnknownMemberIsRefused() {
        var device = TestFleet.device("X25519");
        var challenge = TestChallenge.get(device, connection);
        var good = new String(good(device, challenge).evidence(), StandardCharsets.US_ASCII);

        assertRefused(challenge.answerRaw(
                good.replace("{", "{\"secret\":\"AAAA\",").getBytes(StandardCharsets.US_ASCII), connection));

        assertReason(device, "malformed");
    }

    @Test
    void aTokenUnderAMacIsNoEvidence() {
        for (var algorithm : List.of("X25519", "HS256", "none", "ES256")) {
            var device = TestFleet.device("X25519");
            var challenge = TestChallenge.get(device, connection);
            var header = "{\"alg\":\"%s\",\"typ\":\"eat+jwt\",\"kid\":\"%s\"}".formatted(algorithm, device.id());
            var claims = device.claims(challenge, connection.exporter()).toJson();
            var input = base64url(header) + "." + base64url(claims);
            var mac = TestInverse.hmac(good(device, challenge).key(), input.getBytes(StandardCharsets.US_ASCII));
            var token = input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac);

            assertRefused(challenge.answerEat(token.getBytes(StandardCharsets.US_ASCII), connection));

            assertReason(device, "algorithm");
        }
    }

    @Test
    void aCwtIsNoEvidence() {
        var device = TestFleet.device("ECDH-P256");
        var challenge = TestChallenge.get(device, connection);
        var signing = new TestDevice(device.keys(), "ES256");

        assertRefused(challenge.answerCwt(TestCwt.good(signing, challenge, connection.exporter()), connection));

        assertReason(device, "algorithm");
    }

    /** The registration fixes what the key is for, though the very key could sign. */
    @Test
    void aKeyRegisteredForEcdhDoesNotSign() {
        var device = TestFleet.device("ECDH-P256");
        var signing = new TestDevice(device.keys(), "ES256");
        var exporter = connection.exporter();

        var raw = TestChallenge.get(device, connection);
        assertRefused(raw.answerRaw(signing.raw(raw, exporter.orElseThrow(), 7), connection));
        assertReason(device, "signature");
        var jwt = TestChallenge.get(device, connection);
        assertRefused(jwt.answerEat(signing.eat(jwt, exporter), connection));
        assertReason(device, "algorithm");
    }

    /** A hash that was registered for ML-KEM, and turns out to be that of a key on P-256. */
    @Test
    void aKeyThatIsNoneForItsRegistrationIsRefused() {
        var device = TestDevice.create();
        var policy = TestFleet.policy(List.of(), List.of(), false);
        TestFleet.publish(
                policy,
                new DeviceSnapshot(
                        device.id(),
                        "batch-1",
                        policy.policy(),
                        "SN-7",
                        "x",
                        "puf",
                        "ML-KEM-768",
                        Standing.ACTIVE,
                        1,
                        1));
        TestFleet.awaitKnown(device);
        var challenge = TestChallenge.get(device, connection);
        assertThat(challenge.encapsulation()).isNull();

        assertRefused(
                challenge.answerRaw(device.raw(challenge, connection.exporter().orElseThrow(), 7), connection));

        assertReason(device, "algorithm");
    }

    @Test
    void anAnswerComesTooLate() {
        var device = TestFleet.device("X25519");
        var challenge = TestChallenge.get(device, connection);
        database.preparedQuery("update challenge set expires_at = now() where device = $1")
                .execute(Tuple.of(Buffer.buffer(device.id().bytes())))
                .await()
                .indefinitely();

        assertRefused(challenge.answerRaw(good(device, challenge).evidence(), connection));

        assertReason(device, "expired");
    }

    @Test
    void anAnswerIsForTheConnectionOfItsChallenge() {
        var device = TestFleet.device("ML-KEM-768");
        var elsewhere = TestGateway.connect();
        var exporter = elsewhere.exporter().orElseThrow();
        var carried = TestChallenge.get(device, connection);
        assertRefused(
                carried.answerRaw(TestInverse.of(device, carried, exporter).evidence(), elsewhere));
        assertReason(device, "connection");

        var relayed = TestChallenge.get(device, connection);
        assertRefused(
                relayed.answerRaw(TestInverse.of(device, relayed, exporter).evidence(), connection));
        assertReason(device, "signature");
    }

    @Test
    void boundToNoConnectionIsRefusedUnlessThePolicyAllowsIt() {
        var device = TestFleet.device("X25519");
        var challenge = TestChallenge.get(device, connection);
        assertRefused(challenge.answerRaw(
                TestInverse.of(device, challenge, new byte[32]).evidence(), connection));
        assertReason(device, "signature");

        var proxied = TestGateway.connectUnbound();
        var behind = TestChallenge.get(device, proxied);
        assertRefused(
                behind.answerRaw(TestInverse.of(device, behind, new byte[32]).evidence(), proxied));
        assertReason(device, "policy-unbound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X25519", "ML-KEM-768"})
    void ofManyAnswersAtOnceOneWins(String algorithm) {
        var device = TestFleet.device(algorithm);
        var challenge = TestChallenge.get(device, connection);
        var evidence = good(device, challenge).evidence();

        var answers =
                IntStream.range(0, 200)
                        .mapToObj(i -> connection.postAsync(challenge.path(), RAW, evidence))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200)
                .hasSize(199)
                .allSatisfy(RefusalAssertions::assertRefused);
    }

    private TestInverse good(TestDevice device, TestChallenge challenge) {
        return TestInverse.of(device, challenge, connection.exporter().orElseThrow());
    }

    private static TestChallenge other(TestChallenge challenge) {
        var nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
        return new TestChallenge(challenge.id(), nonce, challenge.audience(), challenge.encapsulation());
    }

    private static Arguments trick(String algorithm, String name, Trick trick) {
        return argumentSet(algorithm + " " + name, algorithm, trick);
    }

    private static String base64url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
