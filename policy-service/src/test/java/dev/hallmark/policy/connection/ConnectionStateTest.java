package dev.hallmark.policy.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.policy.connection.ConnectionState.Certificate;
import dev.hallmark.policy.connection.ConnectionState.Ready;
import dev.hallmark.policy.connection.ConnectionState.StandingAt;
import dev.hallmark.policy.connection.ConnectionState.Unavailable;
import dev.hallmark.policy.connection.DeviceIdentity.Attested;
import dev.hallmark.policy.connection.DeviceIdentity.Certified;
import dev.hallmark.policy.policy.PolicyDefinition;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionStateTest {

    private static final long VERSION = 5;
    private static final DeviceId DEVICE = DeviceId.of(new byte[DeviceId.LENGTH]);
    private static final TenantId TENANT = TenantId.of("default");
    private static final DeviceIdentity ATTESTED = new Attested(DEVICE, TENANT, "a-policy", 1, VERSION);
    private static final DeviceIdentity CERTIFIED = new Certified(DEVICE, SerialNumber.parse("1"));
    private static final PolicyDefinition.Target TARGET =
            new PolicyDefinition.Target("mosquitto", JsonNodeFactory.instance.objectNode());

    @Test
    void anOnboardedDeviceIsReady() {
        var state = state(Standing.ACTIVE, VERSION, certificate(false, true));

        assertThat(state.answer(ATTESTED)).isEqualTo(new Ready(TARGET, Instant.EPOCH));
        assertThat(state.answer(CERTIFIED)).isEqualTo(new Ready(TARGET, Instant.EPOCH));
    }

    @Test
    void whatIsNotKnownYetIsWaitedFor() {
        assertThat(ConnectionState.UNKNOWN.answer(ATTESTED)).isEqualTo(Unavailable.PROVISIONING);
        assertThat(ConnectionState.UNKNOWN.answer(CERTIFIED)).isEqualTo(Unavailable.PROVISIONING);
    }

    @ParameterizedTest
    @EnumSource(value = Standing.class, mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
    void everyOtherStandingIsRefusedFromItsVersionOn(Standing standing) {
        var certificate = certificate(false, true);

        assertThat(state(standing, VERSION, certificate).answer(ATTESTED)).isEqualTo(Unavailable.REFUSED);
        assertThat(state(standing, VERSION + 1, certificate).answer(ATTESTED)).isEqualTo(Unavailable.REFUSED);
        assertThat(state(standing, VERSION - 1, certificate).answer(ATTESTED)).isInstanceOf(Ready.class);
        assertThat(state(standing, VERSION - 1, certificate).answer(CERTIFIED)).isEqualTo(Unavailable.REFUSED);
    }

    @Test
    void aRevokedCertificateAndOneOfAnotherTenantAreRefused() {
        var foreign = new Attested(DEVICE, TenantId.of("other"), "a-policy", 1, VERSION);

        assertThat(state(Standing.ACTIVE, VERSION, certificate(true, true)).answer(CERTIFIED))
                .isEqualTo(Unavailable.REFUSED);
        assertThat(state(Standing.ACTIVE, VERSION, certificate(false, true)).answer(foreign))
                .isEqualTo(Unavailable.REFUSED);
    }

    @Test
    void aFailedOnboardingAndALostPolicyAreFailures() {
        var lost = new Certificate(TENANT, false, true, Instant.EPOCH, Optional.empty());

        assertThat(state(Standing.ACTIVE, VERSION, certificate(false, false)).answer(ATTESTED))
                .isEqualTo(Unavailable.FAILED);
        assertThat(state(Standing.ACTIVE, VERSION, lost).answer(ATTESTED)).isEqualTo(Unavailable.FAILED);
    }

    private static Certificate certificate(boolean revoked, boolean onboarded) {
        return new Certificate(TENANT, revoked, onboarded, Instant.EPOCH, Optional.of(TARGET));
    }

    private static ConnectionState state(Standing standing, long version, Certificate certificate) {
        return new ConnectionState(Optional.of(new StandingAt(standing, version)), Optional.of(certificate));
    }
}
