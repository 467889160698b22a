package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.RefusalAssertions.assertProblem;
import static dev.hallmark.attestation.evidence.RefusalAssertions.assertReason;
import static dev.hallmark.attestation.evidence.RefusalAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestCwt;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.EventData;
import dev.hallmark.events.registry.DeviceRetired;
import dev.hallmark.events.registry.DeviceRevoked;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.events.registry.DeviceSuspended;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.testkit.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class RefusalIT {

    @Inject
    Pool database;

    private final TestGateway connection = TestGateway.connect();

    @Test
    void aNonceIsUsedOnce() {
        var device = TestFleet.device();
        var challenge = TestChallenge.get(device, connection);
        var evidence = device.eat(challenge, connection.exporter());
        assertThat(challenge.answerEat(evidence, connection).statusCode()).isEqualTo(200);

        var replayed = challenge.answerEat(evidence, connection);

        assertRefused(replayed);
    }

    @Test
    void aFailedTryBurnsTheNonce() {
        var device = TestFleet.device();
        var challenge = TestChallenge.get(device, connection);

        assertRefused(challenge.answerEat("nonsense".getBytes(StandardCharsets.US_ASCII), connection));

        assertRefused(challenge.answerEat(device.eat(challenge, connection.exporter()), connection));
        assertReason(device, "malformed");
    }

    @Test
    void anExpiredNonceIsRefused() {
        var device = TestFleet.device();
        var challenge = TestChallenge.get(device, connection);
        database.preparedQuery("update challenge set expires_at = now() where device = $1")
                .execute(Tuple.of(Buffer.buffer(device.id().bytes())))
                .await()
                .indefinitely();

        assertRefused(challenge.answerEat(device.eat(challenge, connection.exporter()), connection));

        assertReason(device, "expired");
    }

    @Test
    void aNonceIsForOneConnection() {
        var device = TestFleet.device();
        var challenge = TestChallenge.get(device, connection);
        var other = TestGateway.connect();

        assertRefused(challenge.answerEat(device.eat(challenge, connection.exporter()), other));

        assertReason(device, "connection");
    }

    @Test
    void evidenceForAnotherConnectionIsRefused() {
        var device = TestFleet.device();
        var challenge = TestChallenge.get(device, connection);
        var other = TestGateway.connect();

        assertRefused(challenge.answerEat(device.eat(challenge, other.exporter()), connection));

        assertReason(device, "binding");
    }

    @Test
    void aRelayedRawTranscriptIsRefused() {
        var device = TestFleet.device();
        var challenge = TestChallenge.get(device, connection);
        var other = TestGateway.connect().exporter().orElseThrow();

        assertRefused(challenge.answerRaw(device.raw(challenge, other, 1), connection));

        assertReason(device, "signature");
    }

    @Test
    void anotherKeyIsRefused() {
        var device = TestFleet.device();
        var challenge = TestChallenge.get(device, connection);
        var jws = device.eat(device.claims(challenge, connection.exporter()));
        jws.setKey(TestDevice.create().keys().getPrivate());

        assertRefused(challenge.answerEat(TestDevice.serialise(jws), connection));

        assertReason(device, "signature");
    }

    @Test
    void unboundEvidenceIsRefusedUnlessThePolicyTakesIt() {
        var device = TestFleet.device();
        var challenge = TestChallenge.get(device, connection);
        assertRefused(challenge.answerEat(device.eat(challenge, Optional.empty()), connection));
        assertReason(device, "policy-unbound");

        var trusted = TestFleet.device(TestFleet.policy(List.of(), List.of(), true));
        var allowed = TestChallenge.get(trusted, connection);
        assertThat(allowed.answerRaw(trusted.raw(allowed, new byte[32], 1), connection)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void thePolicysRequirementsAreKept() {
        var device = TestFleet.device(TestFleet.policy(List.of("ES256"), List.of("tpm"), false));
        var challenge = TestChallenge.get(device, connection);

        assertRefused(challenge.answerEat(device.eat(challenge, connection.exporter()), connection));

        assertReason(device, "policy-root-of-trust");
    }

    /** The second is a value of a version to come. */
    @ParameterizedTest
    @ValueSource(strings = {"hardware", "certified-hardware"})
    void aPolicyMayAskForAChip(String minimum) {
        var policy = TestFleet.minimumTrust(minimum);
        var chip = TestFleet.device(policy, TestDevice.create(), "puf");
        var software = TestFleet.device(policy, TestDevice.create(), "none");

        var good = TestChallenge.get(chip, connection);
        assertThat(good.answerEat(chip.eat(good, connection.exporter()), connection)
                        .statusCode())
                .isEqualTo(200);
        var challenge = TestChallenge.get(software, connection);
        assertRefused(challenge.answerEat(software.eat(challenge, connection.exporter()), connection));

        assertReason(software, "policy-trust");
    }

    @Test
    void aBootcountNeverGoesBack() {
        var device = TestFleet.device();
        assertThat(bootedTimes(device, 5).statusCode()).isEqualTo(200);
        assertThat(bootedTimes(device, 5).statusCode()).isEqualTo(200);

        assertRefused(bootedTimes(device, 4));

        assertReason(device, "bootcount");
    }

    private interface Answer {
        HttpResponse<String> to(TestChallenge challenge, TestDevice device, TestGateway connection);
    }

    static Stream<Arguments> formatsWithoutABootcount() {
        return Stream.of(
                format(
                        "JWT",
                        (challenge, device, connection) ->
                                challenge.answerEat(device.eat(challenge, connection.exporter()), connection)),
                format(
                        "CWT",
                        (challenge, device, connection) -> challenge.answerCwt(
                                TestCwt.good(device, challenge, connection.exporter()), connection)),
                format(
                        "transcript",
                        (challenge, device, connection) -> challenge.answerRaw(
                                device.raw(challenge, connection.exporter().orElseThrow(), 1), connection)));
    }

    @ParameterizedTest
    @MethodSource("formatsWithoutABootcount")
    void aBootcountOnceSentIsNeverMissing(Answer withoutOne) {
        var device = TestFleet.device();
        var first = TestChallenge.get(device, connection);
        assertThat(withoutOne.to(first, device, connection).statusCode()).isEqualTo(200);
        assertThat(bootedTimes(device, 5).statusCode()).isEqualTo(200);
        var challenge = TestChallenge.get(device, connection);

        var answer = withoutOne.to(challenge, device, connection);

        assertRefused(answer);
        assertReason(device, "bootcount");
    }

    @Test
    void aBootcountInACwtCountsToo() {
        var device = TestFleet.device();
        assertThat(bootedTimesInCwt(device, 5).statusCode()).isEqualTo(200);

        assertRefused(bootedTimesInCwt(device, 4));

        assertReason(device, "bootcount");
    }

    static Stream<Arguments> changesOfStanding() {
        return Stream.of(
                change(Standing.SUSPENDED, device -> new DeviceSuspended(device, "lost")),
                change(Standing.REVOKED, device -> new DeviceRevoked(device, "stolen")),
                change(Standing.RETIRED, device -> new DeviceRetired(device, "worn out")));
    }

    @ParameterizedTest
    @MethodSource("changesOfStanding")
    void whoLosesItsStandingAfterItsChallengeIsRefused(Standing standing, Function<DeviceSnapshot, EventData> change) {
        // Given
        var policy = TestFleet.policy(List.of(), List.of(), false);
        var device = TestFleet.device(policy);
        var challenge = TestChallenge.get(device, connection);

        // When
        TestKafka.publish(TestKafka.event(change.apply(TestFleet.snapshot(device, policy.policy(), standing, 2))));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        TestChallenge.ask(device, TestGateway.connect()).statusCode())
                .isEqualTo(404));

        // Then
        assertRefused(challenge.answerEat(device.eat(challenge, connection.exporter()), connection));
        assertReason(device, "standing");
    }

    @Test
    void sizeAndFormatBurnNothing() {
        var device = TestFleet.device();
        var challenge = TestChallenge.get(device, connection);

        assertProblem(challenge.answerEat(new byte[16_385], connection), 413, "evidence-too-large");
        assertProblem(challenge.answerRaw(new byte[16_385], connection), 413, "evidence-too-large");
        assertProblem(challenge.answerEat(new byte[1_000_000], connection), 413, "too-large");
        assertProblem(
                connection.post(challenge.path(), "application/json", "{}".getBytes(StandardCharsets.US_ASCII)),
                415,
                "unsupported-evidence");

        assertThat(challenge
                        .answerEat(device.eat(challenge, connection.exporter()), connection)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aChallengeThatNeverWasIsRefusedInTheSameWords() {
        var never = new TestChallenge("AAECAwQFBgcICQoLDA0ODw", "", "");
        var cannotBe = new TestChallenge("x", "", "");

        assertRefused(never.answerEat(new byte[1], connection));
        assertRefused(cannotBe.answerEat(new byte[1], connection));
    }

    @Test
    void ofManyAttemptsAtOnceOneWins() {
        var device = TestFleet.device();
        var challenge = TestChallenge.get(device, connection);
        var evidence = device.eat(challenge, connection.exporter());

        var attempts = IntStream.range(0, 200)
                .mapToObj(i -> connection.postAsync(challenge.path(), "application/eat+jwt", evidence))
                .toList();

        var answers = attempts.stream().map(CompletableFuture::join).toList();
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200)
                .hasSize(199)
                .allSatisfy(RefusalAssertions::assertRefused);
    }

    private static Arguments change(Standing standing, Function<DeviceSnapshot, EventData> change) {
        return argumentSet(standing.name(), standing, change);
    }

    private static Arguments format(String name, Answer answer) {
        return argumentSet(name, answer);
    }

    private HttpResponse<String> bootedTimesInCwt(TestDevice device, int bootcount) {
        var challenge = TestChallenge.get(device, connection);
        var claims = TestCwt.claims(device, challenge, connection.exporter()).Add(267, bootcount);
        return challenge.answerCwt(TestCwt.signed(device, TestCwt.header(device), claims), connection);
    }

    private HttpResponse<String> bootedTimes(TestDevice device, int bootcount) {
        var challenge = TestChallenge.get(device, connection);
        var claims = device.claims(challenge, connection.exporter());
        claims.setClaim("bootcount", bootcount);
        return challenge.answerEat(TestDevice.serialise(device.eat(claims)), connection);
    }
}
