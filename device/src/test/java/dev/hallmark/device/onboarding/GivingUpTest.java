package dev.hallmark.device.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.device.gateway.Gateway;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.SoftwareKeys;
import dev.hallmark.device.peer.FakeGateway;
import dev.hallmark.device.peer.Fault;
import dev.hallmark.device.peer.TestAuthority;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GivingUpTest {

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

    @Test
    void aDeviceThatIsRefusedForGoodGivesUp() {
        gateway.fail("/evidence", forEver(Fault.FORBIDDEN));

        assertThatThrownBy(() -> new Onboarding(settings()).onboard(device, this::remember))
                .isInstanceOf(OnboardingFailedException.class)
                .hasMessage("evidence: 403");
        assertThat(setbacks).hasSize(6);
    }

    /** Without a deadline it would go on for more than an hour. */
    @Test
    @Timeout(60)
    void noAttemptIsMadePastTheDeadline() {
        gateway.fail("/challenges", forEver(Fault.NOT_FOUND));

        assertThatThrownBy(() -> new Onboarding(settings().withDeadline(Duration.ofMillis(500))).onboard(device))
                .hasMessage("challenge: 404");
    }

    @Test
    void aServerOfAnotherAuthorityIsNotTrusted() throws Exception {
        var foreign = new TestAuthority("foreign");
        try (var other = new FakeGateway(foreign)) {
            var fooled = new Gateway(URI.create(other.url()), List.of(new TestAuthority("server").certificate()));

            assertThatThrownBy(() -> new Onboarding(OnboardingSettings.of(fooled)).onboard(device))
                    .hasMessage("tls: the server's certificate is not trusted");
            assertThat(other.requests()).isEmpty();
        }
    }

    private OnboardingSettings settings() {
        return OnboardingSettings.of(gateway.client()).withDeadline(Duration.ofSeconds(30));
    }

    private void remember(Setback setback) {
        setbacks.add(setback.toString());
    }

    private static Fault[] forEver(Fault fault) {
        return Stream.generate(() -> fault).limit(1000).toArray(Fault[]::new);
    }
}
