package dev.hallmark.ca.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.EventBus;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.ca.testing.TestDevice;
import dev.hallmark.commons.attestation.AttestationTokens;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.certificate.CertificateIssued;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.events.outbox.OutboxRow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class IssuanceIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Inject
    IntentPlanner planner;

    @Inject
    IntentStore intents;

    @Inject
    IssuanceStore store;

    @Inject
    AttestationTokens tokens;

    @Inject
    Pool pool;

    private final TestDevice device = TestDevice.unmet();

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @Test
    void theSameRequestAgainGetsTheSameCertificate() {
        var token = device.token();
        var first = Est.certificate(Est.enrol(token, device.request("CN=any")));

        var again = Est.certificate(Est.enrol(token, device.request("CN=any")));

        assertThat(Est.der(again)).isEqualTo(Est.der(first));
    }

    @Test
    void aNewTokenForTheSameKeyGetsTheSameCertificate() {
        var first = Est.certificate(Est.enrol(device.token(), device.request("CN=any")));

        var again = Est.certificate(Est.enrol(device.token(), device.request("CN=other")));

        assertThat(Est.der(again)).isEqualTo(Est.der(first));
        assertThat(certificates("active")).isEqualTo(1);
    }

    @Test
    void aNewKeyGetsANewCertificateAndTheOldOneIsSuperseded() {
        var brief = Map.<String, Object>of("profile", "brief");
        var old = Est.certificate(Est.enrol(device.token(brief), device.request("CN=any")));
        var renewed = device.withNewKey();

        var certificate = Est.certificate(Est.enrol(renewed.token(brief), renewed.request("CN=any")));

        try (var bus = new EventBus()) {
            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(bus.of(device.id(), CertificateRevoked.class))
                    .singleElement()
                    .satisfies(revoked -> {
                        assertThat(revoked.serial().value()).isEqualTo(old.getSerialNumber());
                        assertThat(revoked.reason()).isEqualTo("superseded");
                    }));
            assertThat(bus.of(device.id(), CertificateIssued.class))
                    .extracting(CertificateIssued::replaces)
                    .containsExactly(null, old.getSerialNumber().toString(16));
        }
        assertThat(certificate.getSerialNumber()).isNotEqualTo(old.getSerialNumber());
        assertThat(certificates("active")).isEqualTo(1);
    }

    @Test
    void theSameRequestManyTimesAtOnceGetsOneCertificate() {
        var token = device.token();
        var request = device.request("CN=any");

        var answers = atOnce(20, () -> Est.certificate(Est.enrol(token, request)));

        assertOneCertificate(answers);
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
        assertThat(count("select count(*) from certificate where device = $1 and state = 'active' and open"))
                .isEqualTo(1);
        assertThat(certificates("pending")).isZero();
    }

    @Test
    void anIntentThatACrashLeftIsResumedWithTheSameBytes() {
        var token = device.token();
        var request = device.request("CN=any");
        var left = leaveIntent(token, request);

        var certificate = Est.certificate(Est.enrol(token, request));

        assertThat(certificate.getSerialNumber()).isEqualTo(left.serial().value());
        assertThat(certificate.toASN1Structure().getTBSCertificate())
                .satisfies(tbs -> assertThat(tbs.getEncoded("DER")).isEqualTo(left.toBeSigned()));
        assertThat(certificates("pending")).isZero();
    }

    @Test
    void anotherTokenOfTheKeyResumesItToo() {
        var left = leaveIntent(device.token(), device.request("CN=any"));

        var certificate = Est.certificate(Est.enrol(device.token(), device.request("CN=other")));

        assertThat(certificate.getSerialNumber()).isEqualTo(left.serial().value());
        assertThat(certificates("active")).isEqualTo(1);
    }

    @Test
    void aRevocationBetweenIntentAndCommitWins() {
        var left = leaveIntent(device.token(), device.request("CN=any"));
        run("update device set standing = 'revoked', version = 9 where id = $1");
        var event = new OutboxRow("nowhere", "key", "{}", "{}");

        assertThatThrownBy(() -> store.issue(left, new byte[] {1}, Instant.now(), event)
                        .replaceWithVoid()
                        .await()
                        .atMost(TIMEOUT))
                .isInstanceOfSatisfying(CaException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(CaException.Code.ENROLMENT_REFUSED));
        assertThat(certificates("active")).isZero();
        assertThat(count("select count(*) from outbox where topic = 'nowhere' and $1::bytea is not null"))
                .isZero();
    }

    private Intent leaveIntent(String token, byte[] request) {
        var enrolment = new Enrolment(get(tokens.verify(token)), CertificationRequest.parse(request));
        return get(intents.write(enrolment, planner.plan(enrolment))).intent();
    }

    private void assertOneCertificate(List<X509CertificateHolder> answers) {
        assertThat(answers).extracting(Est::der).containsOnly(Est.der(answers.getFirst()));
        assertThat(certificates("active")).isEqualTo(1);
        assertThat(certificates("pending")).isZero();
    }

    private long certificates(String state) {
        return count("select count(*) from certificate where device = $1 and state = '" + state + "'");
    }

    private long count(String query) {
        return get(pool.preparedQuery(query)
                .execute(deviceId())
                .map(rows -> rows.iterator().next().getLong(0)));
    }

    private void run(String statement) {
        assertThat(get(pool.preparedQuery(statement).execute(deviceId())).rowCount())
                .isEqualTo(1);
    }

    private Tuple deviceId() {
        return Tuple.of(io.vertx.core.buffer.Buffer.buffer(device.id().bytes()));
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) {
        try (var threads = Executors.newFixedThreadPool(times)) {
            var results = new ArrayList<T>();
            for (Future<T> answer : threads.invokeAll(java.util.Collections.nCopies(times, call))) {
                results.add(answer.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
