package dev.hallmark.ca.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.state.CertificateStates;
import dev.hallmark.ca.testing.CertificateRows;
import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.messaging.outbox.OutboxRow;
import dev.hallmark.testkit.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class IssuanceRaceIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Inject
    CertificateRows rows;

    @Inject
    TestIntents intents;

    @Inject
    CertificateStates states;

    @Inject
    Pool pool;

    private final TestDevice device = TestDevice.unmet();

    private final List<SqlConnection> connections = new ArrayList<>();

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @AfterEach
    void close() {
        connections.forEach(connection -> connection.close().await().atMost(TIMEOUT));
    }

    @Test
    void theSameRequestManyTimesAtOnceGetsOneCertificate() {
        var token = device.token();
        var request = device.request("CN=any");

        var answers = atOnce(20, () -> Est.certificate(Est.enrol(token, request)));

        assertOneCertificate(answers);
    }

    @Test
    void twoRequestsWithOneTokenAtOnceGetOneCertificateAndARefusal() {
        for (int round = 0; round < 10; round++) {
            // Given
            var asking = TestDevice.unmet();
            var token = asking.token();
            var requests = new ConcurrentLinkedQueue<>(List.of(asking.request("CN=one"), asking.request("CN=two")));

            // When
            var answers = atOnce(2, () -> Est.enrol(token, requests.remove()));

            // Then
            assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 403);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() == 403)
                    .extracting(answer -> answer.jsonPath().getString("type"))
                    .containsExactly("https://hallmark.dev/problems/token-used");
            assertThat(rows.countOpen(asking)).isEqualTo(1);
        }
    }

    @Test
    void manyTokensForOneKeyAtOnceGetOneCertificate() {
        var answers = atOnce(20, () -> Est.certificate(Est.enrol(device.token(), device.request("CN=any"))));

        assertOneCertificate(answers);
    }

    @Test
    void manyKeysOfOneDeviceAtOnceLeaveOneCertificateInUse() {
        var statuses = atOnce(8, () -> {
            var other = device.withNewKey();
            return Est.enrol(other.token(), other.request("CN=any")).statusCode();
        });

        assertThat(statuses).contains(200).isSubsetOf(200, 403);
        assertThat(rows.countOpen(device)).isEqualTo(1);
        assertThat(rows.count(device, "pending")).isZero();
    }

    /** Each begins before the other has ended; the first does not see what the second is to commit. */
    @Test
    void ofCommitsThatWaitForEachOtherOneLeavesACertificate() {
        // Given
        var first = intents.leave(device.token(), device.request("CN=any"));
        var ordering = connect();
        var ordered = ordering.begin().await().atMost(TIMEOUT);
        var second = intents.leaveAnother(ordering, device.withNewKey());
        var reading = connect();
        var read = reading.begin().await().atMost(TIMEOUT);
        rows.lock(reading, first.serial());

        // When
        var commits = new ArrayList<CompletionStage<Boolean>>();
        commits.add(commit(first));
        rows.awaitWaiting(1);
        ordered.commit().await().atMost(TIMEOUT);
        commits.add(commit(second));
        rows.awaitWaiting(2);
        read.commit().await().atMost(TIMEOUT);

        // Then
        assertThat(commits)
                .extracting(commit -> commit.toCompletableFuture().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                .containsExactlyInAnyOrder(true, false);
        assertThat(rows.countOpen(device)).isEqualTo(1);
        assertThat(rows.count(device, "pending")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"hold, {}", "revoke, {\"reason\":\"keyCompromise\"}"})
    void whatIsDoneToACertificateByHandEndsTheRenewalThatIsUnderWay(String operation, String body) {
        // Given
        var serial = Est.certificate(Est.enrol(device.token(), device.request("CN=any")))
                .getSerialNumber();
        var next = device.withNewKey();
        var renewal = intents.leave(next.token(), next.request("CN=any"));

        // When
        Service.operate(serial, operation, body);

        // Then
        assertThat(commit(renewal)).succeedsWithin(TIMEOUT).isEqualTo(false);
        assertThat(rows.count(device, "active")).isZero();
    }

    @Test
    void aHoldByHandIsNotGotAroundByARenewalOfTheSameKeyThatIsUnderWay() {
        // Given
        var certificate = Est.certificate(Est.enrol(device.token(), device.request("CN=any")));
        rows.age(device);
        var token = device.token();
        var request = device.request("CN=any");
        var renewal = intents.leave(token, request);

        // When
        Service.operate(certificate.getSerialNumber(), "hold", "{}");

        // Then
        assertThat(commit(renewal)).succeedsWithin(TIMEOUT).isEqualTo(false);
        Est.assertRefused(Est.enrol(token, request));
        Est.assertRefused(Est.enrol(device.token(), request));
        Est.assertRefused(Est.reenrol("default", certificate, request));
        assertThat(rows.count(device, "active")).isZero();

        // And: once it is released, all is as if the renewal had not begun
        Service.operate(certificate.getSerialNumber(), "release", "{}");
        assertThat(Est.certificate(Est.enrol(token, request)).getSerialNumber())
                .isNotIn(certificate.getSerialNumber(), renewal.serial().value());
        assertThat(rows.countOpen(device)).isEqualTo(1);
    }

    private SqlConnection connect() {
        var connection = pool.getConnection().await().atMost(TIMEOUT);
        connections.add(connection);
        return connection;
    }

    /** Whether it was this one that was committed. */
    private CompletionStage<Boolean> commit(Intent intent) {
        return states.activate(
                        intent.device(),
                        intent.serial(),
                        new byte[] {1},
                        Instant.now(),
                        new OutboxRow("races", "key", "{}", "{}"))
                .replaceWith(true)
                .onFailure(CaException.class)
                .recoverWithItem(false)
                .subscribeAsCompletionStage();
    }

    private void assertOneCertificate(List<X509CertificateHolder> answers) {
        assertThat(answers).extracting(Est::der).containsOnly(Est.der(answers.getFirst()));
        assertThat(rows.count(device, "active")).isEqualTo(1);
        assertThat(rows.count(device, "pending")).isZero();
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) {
        try (var threads = Executors.newFixedThreadPool(times)) {
            var results = new ArrayList<T>();
            for (Future<T> answer : threads.invokeAll(Collections.nCopies(times, call))) {
                results.add(answer.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
