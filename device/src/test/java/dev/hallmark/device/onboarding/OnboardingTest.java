package dev.hallmark.device.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.device.attestation.EvidenceFormat;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.SigningKey;
import dev.hallmark.device.identity.SoftwareKeys;
import dev.hallmark.device.peer.FakeGateway;
import dev.hallmark.device.peer.Fault;
import dev.hallmark.device.peer.TestAuthority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OnboardingTest {

    private final SoftwareKeys device = new SoftwareKeys(DeviceKeys.generate());
    private final List<String> setbacks = new ArrayList<>();
    private FakeGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new FakeGateway(new TestAuthority("server"));
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    void theWholeJourneyIsFourRequestsOnOneConnection(EvidenceFormat format) throws Exception {
        var arrival = new Onboarding(settings().withEvidence(format)).onboard(device);

        assertThat(gateway.requests())
                .extracting(request -> request.replaceAll("[0-9A-Za-z_-]{22}", "ID"))
                .containsExactly(
                        "POST /attestation/v1/challenges",
                        "POST /attestation/v1/challenges/ID/evidence",
                        "POST /.well-known/est/default/simpleenroll",
                        "GET /connection/v1");
        assertThat(gateway.connections()).isEqualTo(1);
        assertThat(arrival.certificate().leaf())
                .isEqualTo(
                        gateway.services().certificates().get(arrival.deviceId().hex()));
        assertThat(arrival.connection().clientId()).isEqualTo(arrival.deviceId().commonName());
        assertThat(arrival.times()).containsOnlyKeys(Stage.values());
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceWithOneKeyUsesItForBoth(EvidenceFormat format) throws Exception {
        var key = SigningKey.generate();

        var arrival = new Onboarding(settings().withEvidence(format)).onboard(new SoftwareKeys(DeviceKeys.single(key)));

        assertThat(arrival.certificate().leaf().getPublicKey()).isEqualTo(key.publicKey());
    }

    @Test
    void aDeviceThatIsNotKnownYetAsksAgain() throws Exception {
        gateway.fail("/challenges", Fault.NOT_FOUND, Fault.NOT_FOUND);

        var arrival = new Onboarding(settings()).onboard(device, this::remember);

        assertThat(arrival.connection().target()).isEqualTo("mosquitto");
        assertThat(setbacks).containsExactly("challenge: 404", "challenge: 404");
        assertThat(gateway.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"/challenges,5", "/evidence,6", "/simpleenroll,5", "/connection/v1,5"})
    void aServiceKilledAtAnyStepIsOvercome(String path, int requests) throws Exception {
        gateway.fail(path, Fault.BAD_GATEWAY);

        var arrival = new Onboarding(settings()).onboard(device, this::remember);

        assertThat(arrival.certificate().chain()).hasSize(1);
        assertThat(setbacks).hasSize(1).first().asString().endsWith(": 502");
        assertThat(gateway.requests()).hasSize(requests);
        assertThat(gateway.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"/challenges,5", "/evidence,6", "/simpleenroll,5", "/connection/v1,5"})
    void aConnectionLostBeforeOrAfterAnyStepIsOvercome(String path, int requests) throws Exception {
        gateway.fail(path, Fault.CRASH_BEFORE);
        var before = new Onboarding(settings()).onboard(device, this::remember);
        assertThat(gateway.requests()).hasSize(requests);
        gateway.fail(path, Fault.CRASH_AFTER);
        var after = new Onboarding(settings()).onboard(device, this::remember);

        assertThat(setbacks).hasSize(2).allMatch(setback -> setback.endsWith(": connection lost"));
        assertThat(gateway.connections()).isEqualTo(4);
        assertThat(after.certificate().leaf()).isEqualTo(before.certificate().leaf());
    }

    @Test
    void aRefusedTokenIsReplacedByANewAttestation() throws Exception {
        gateway.fail("/simpleenroll", Fault.FORBIDDEN);

        var arrival = new Onboarding(settings()).onboard(device, this::remember);

        assertThat(arrival.certificate()).isNotNull();
        assertThat(setbacks).containsExactly("certificate: 403");
        assertThat(gateway.requests()).hasSize(7);
    }

    private OnboardingSettings settings() {
        return OnboardingSettings.of(gateway.client()).withDeadline(Duration.ofSeconds(30));
    }

    private void remember(Setback setback) {
        setbacks.add(setback.toString());
    }
}
