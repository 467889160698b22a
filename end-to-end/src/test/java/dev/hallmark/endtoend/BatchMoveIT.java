package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.client.batch.Batch;
import dev.hallmark.client.certificate.Certificate;
import dev.hallmark.client.device.TimelineEntry;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.mqtt.MqttSession;
import dev.hallmark.device.onboarding.Arrival;
import dev.hallmark.device.onboarding.OnboardingFailedException;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.PolicyTerms;
import dev.hallmark.endtoend.system.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batch that is moved to a policy of other chips, another kind of certificate, and another address of the broker. */
class BatchMoveIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final PolicyTerms TERMS = PolicyTerms.ANY.withHost("localhost");
    private static final PolicyTerms NEXT = TERMS.withHost("127.0.0.1").withProfile(Sandbox.SHORT_PROFILE);

    private final Sandbox sandbox = Sandbox.running();
    private final Operator operator = new Operator(sandbox);
    private final String name = "moved-" + UUID.randomUUID();
    private final DeviceKeys veteran = DeviceKeys.generate();
    private final DeviceKeys newcomer = DeviceKeys.generate();

    private String policy;
    private String next;
    private String batch;
    private Arrival before;

    /** One device is on board, the other has not come yet. */
    @BeforeEach
    void batch() throws Exception {
        policy = operator.createPolicy(name, TERMS);
        next = operator.createPolicy(name + "-next", NEXT.withRootsOfTrust(List.of("another-chip")));
        batch = operator.batchUnderNew(policy);
        operator.welcome(Fleet.ids(List.of(veteran, newcomer)), batch);
        before = Fleet.of(sandbox).onboard(veteran);
    }

    @Test
    void itsDevicesAreJudgedCertifiedAndConnectedUnderItFromWhenTheyComeNext() throws Exception {
        // When
        operator.moveBatch(batch, next);

        // Then: nobody has the chip that is asked for now
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(operator.batch(batch).move()).map(Batch.Move::state).contains("completed");
            assertThat(Fleet.of(sandbox).challenge(newcomer).status()).isEqualTo(201);
            assertThat(failure(newcomer)).contains("attestation-failed");
        });
        assertThat(operator.device(id(newcomer)).policy()).contains(next);
        assertThat(operator.certificates(id(newcomer), "active")).isEmpty();

        // When
        operator.changePolicy(next, name + "-next", NEXT);

        // Then
        var arrival = comes(newcomer);
        assertUnderTheNextPolicy(newcomer, arrival);
        assertThat(operator.certificates(id(newcomer), "active")).hasSize(1);
        assertUnderTheNextPolicy(veteran, comes(veteran));
        assertThat(operator.timeline(id(veteran)))
                .extracting(TimelineEntry::event)
                .contains("batch.moved");
    }

    @Test
    void aDeviceThatIsOnBoardKeepsWhatItHasUntilItAttestsAgain() throws Exception {
        // When
        operator.moveBatch(batch, next);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(failure(newcomer)).contains("attestation-failed"));

        // Then: by its certificate it is given that certificate, and is where it was
        var renewed = Fleet.of(sandbox).renew(veteran, before.certificate());
        assertThat(renewed.attested()).isFalse();
        assertThat(renewed.arrival().certificate().leaf())
                .isEqualTo(before.certificate().leaf());
        assertThat(renewed.arrival().connection().host()).isEqualTo("localhost");
        open(before).close();
        assertThat(operator.device(id(veteran)).state()).isEqualTo("onboarded");
        assertThat(operator.certificates(id(veteran), "active"))
                .singleElement()
                .satisfies(one -> assertThat(one.policy()).contains(policy))
                .satisfies(one -> assertThat(one.supersededFrom()).isEmpty());
    }

    private void assertUnderTheNextPolicy(DeviceKeys device, Arrival arrival) throws Exception {
        assertThat(operator.certificates(id(device), "active"))
                .filteredOn(one -> one.supersededFrom().isEmpty())
                .singleElement()
                .satisfies(one -> assertThat(one.policy()).contains(next))
                .satisfies(one -> assertThat(one.profile()).isEqualTo(Sandbox.SHORT_PROFILE))
                .satisfies(one -> assertThat(validity(one)).isEqualTo(Sandbox.SHORT));
        assertThat(arrival.connection().host()).isEqualTo("127.0.0.1");
        open(arrival).close();
    }

    private static Duration validity(Certificate certificate) {
        return Duration.between(certificate.notBefore(), certificate.notAfter());
    }

    /** The verifier hears of the changed policy a moment later. */
    private Arrival comes(DeviceKeys device) {
        return await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(OnboardingFailedException.class)
                .until(() -> Fleet.of(sandbox).onboard(device), arrival -> true);
    }

    private String failure(DeviceKeys device) throws InterruptedException {
        try {
            return "arrived with " + Fleet.of(sandbox).onboard(device).certificate();
        } catch (OnboardingFailedException e) {
            return e.getMessage();
        }
    }

    private static MqttSession open(Arrival arrival) throws Exception {
        return MqttSession.open(arrival.connection(), arrival.certificate(), message -> {});
    }

    private static String id(DeviceKeys device) {
        return device.deviceId().hex();
    }
}
