package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.RefusalAssertions.assertReason;
import static dev.hallmark.attestation.evidence.RefusalAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.attestation.TestBroker;
import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.registry.DeviceRevoked;
import dev.hallmark.events.registry.Standing;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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

    @Test
    void aPolicyMayAskForAChip() {
        var policy = TestFleet.hardwareOnly();
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

        var challenge = TestChallenge.get(device, connection);
        assertRefused(
                challenge.answerRaw(device.raw(challenge, connection.exporter().orElseThrow(), 1), connection));
        assertReason(device, "bootcount");
    }

    @Test
    void whoIsRevokedAfterItsChallengeIsRefused() {
        // Given
        var policy = TestFleet.policy(List.of(), List.of(), false);
        var device = TestFleet.device(policy);
        var challenge = TestChallenge.get(device, connection);

        // When
        var revoked = TestFleet.snapshot(device, policy.policy(), Standing.REVOKED, 2);
        TestBroker.publish(TestBroker.event(new DeviceRevoked(revoked, "stolen")));
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

        assertThat(challenge.answerEat(new byte[16_385], connection).statusCode())
                .isEqualTo(413);
        assertThat(challenge.answerEat(new byte[1_000_000], connection).statusCode())
                .isEqualTo(413);
        assertThat(connection
                        .post(challenge.path(), "application/json", "{}".getBytes(StandardCharsets.US_ASCII))
                        .statusCode())
                .isEqualTo(415);

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
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 403).hasSize(199);
    }

    private HttpResponse<String> bootedTimes(TestDevice device, int bootcount) {
        var challenge = TestChallenge.get(device, connection);
        var claims = device.claims(challenge, connection.exporter());
        claims.setClaim("bootcount", bootcount);
        return challenge.answerEat(TestDevice.serialise(device.eat(claims)), connection);
    }
}
