package dev.hallmark.device.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.RootOfTrust;
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

class RenewalTest {

    private static final String RENEWAL = "POST /.well-known/est/default/simplereenroll";
    private static final String DETAILS = "GET /connection/v1";

    private final DeviceKeys keys = DeviceKeys.generate();
    private final SoftwareKeys device = new SoftwareKeys(keys);
    private final List<String> setbacks = new ArrayList<>();
    private FakeGateway gateway;
    private Arrival arrival;

    @BeforeEach
    void onboard() throws Exception {
        gateway = new FakeGateway(new TestAuthority("server"));
        arrival = new Onboarding(settings()).onboard(device);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void aCertificateIsRenewedWithTheCurrentOne() throws Exception {
        var renewed = renew(device);

        assertThat(renewed.attested()).isFalse();
        assertThat(since()).containsExactly(RENEWAL, DETAILS);
        assertThat(renewed.arrival().certificate().leaf())
                .isNotEqualTo(arrival.certificate().leaf())
                .isEqualTo(gateway.services().certificates().get(keys.deviceId().hex()));
        assertThat(renewed.arrival().connection()).isEqualTo(arrival.connection());
    }

    @Test
    void theNextOneMayBeOfANewKey() throws Exception {
        var next = SigningKey.generate();

        var renewed = renew(new SoftwareKeys(new DeviceKeys(keys.identity(), next)));

        assertThat(renewed.attested()).isFalse();
        assertThat(renewed.arrival().certificate().leaf().getPublicKey()).isEqualTo(next.publicKey());
    }

    @Test
    void aDeviceWhoseCertificateHasEndedAttestsAgainAndIsBack() throws Exception {
        gateway.services().forgetCertificates();

        var renewed = renew(device);

        assertThat(renewed.attested()).isTrue();
        assertThat(setbacks).containsExactly("certificate: 401");
        assertThat(since()).hasSize(5).first().isEqualTo(RENEWAL);
        assertThat(renewed.arrival().connection().target()).isEqualTo("mosquitto");
    }

    @Test
    void aDeviceThatIsRefusedAttestsAgain() throws Exception {
        gateway.fail("/simplereenroll", Fault.FORBIDDEN);

        assertThat(renew(device).attested()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"BAD_GATEWAY", "CRASH_BEFORE", "CRASH_AFTER"})
    void aTemporaryFaultIsOvercomeWithoutAttestingAgain(Fault fault) throws Exception {
        gateway.fail("/connection/v1", fault);

        assertThat(renew(device).attested()).isFalse();

        assertThat(since()).containsExactly(RENEWAL, DETAILS, DETAILS);
    }

    @ParameterizedTest
    @CsvSource({"BAD_GATEWAY", "CRASH_BEFORE"})
    void aRequestThatIsLostIsSentAgain(Fault fault) throws Exception {
        gateway.fail("/simplereenroll", fault);

        assertThat(renew(device).attested()).isFalse();

        assertThat(since()).containsExactly(RENEWAL, RENEWAL, DETAILS);
    }

    private Renewal.Renewed renew(RootOfTrust which) throws Exception {
        return new Renewal(settings(), "default")
                .renew(which, arrival.certificate(), setback -> setbacks.add(setback.toString()));
    }

    private List<String> since() {
        return gateway.requests().stream().skip(4).toList();
    }

    private OnboardingSettings settings() {
        return OnboardingSettings.of(gateway.client()).withDeadline(Duration.ofSeconds(30));
    }
}
