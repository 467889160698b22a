package dev.hallmark.ca.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A crash is the state that its first transaction leaves. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class ResumptionIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Inject
    TestIntents intents;

    @Inject
    CertificateStates states;

    @Inject
    CertificateRows rows;

    private final TestDevice device = TestDevice.unmet();

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @Test
    void anIntentThatACrashLeftIsResumedWithTheSameBytes() {
        var token = device.token();
        var request = device.request("CN=any");
        var left = intents.leave(token, request);

        var certificate = Est.certificate(Est.enrol(token, request));

        assertThat(certificate.getSerialNumber()).isEqualTo(left.serial().value());
        assertThat(certificate.toASN1Structure().getTBSCertificate())
                .satisfies(tbs -> assertThat(tbs.getEncoded("DER")).isEqualTo(left.toBeSigned()));
        assertThat(rows.count(device, "pending")).isZero();
    }

    @Test
    void anotherTokenOfTheKeyResumesItToo() {
        var left = intents.leave(device.token(), device.request("CN=any"));

        var certificate = Est.certificate(Est.enrol(device.token(), device.request("CN=other")));

        assertThat(certificate.getSerialNumber()).isEqualTo(left.serial().value());
        assertThat(rows.count(device, "active")).isEqualTo(1);
    }

    @Test
    void aRevocationBetweenIntentAndCommitWins() {
        var left = intents.leave(device.token(), device.request("CN=any"));
        rows.revokeDevice(device);
        var event = new OutboxRow("nowhere", "key", "{}", "{}");

        assertThatThrownBy(() -> states.activate(left.device(), left.serial(), new byte[] {1}, Instant.now(), event)
                        .replaceWithVoid()
                        .await()
                        .atMost(TIMEOUT))
                .isInstanceOfSatisfying(CaException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(CaException.Code.ENROLMENT_REFUSED));
        assertThat(rows.count(device, "active")).isZero();
        assertThat(rows.outboxOf("nowhere")).isZero();
    }
}
