package dev.hallmark.registry.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.registry.imports.Verdict;
import org.junit.jupiter.api.Test;

class KnownDeviceTest {

    private static final DeviceId ID = DeviceId.parse("a".repeat(64));

    @Test
    void anotherTenantsDeviceLooksLikeOneNobodyRegistered() {
        var theirs = new KnownDevice(ID, false, false, false, "revoked");

        assertThat(theirs.verdict(false)).isEqualTo(KnownDevice.unknown(false));
        assertThat(theirs.verdict(true)).isEqualTo(new Verdict.Rejected("cannot be registered"));
    }

    @Test
    void aDeviceThatIsThereAlreadyIsADuplicate() {
        assertThat(known(true, false, "active")).isEqualTo(new Verdict.Duplicate());
        assertThat(known(true, false, "revoked")).isEqualTo(new Verdict.Duplicate());
    }

    @Test
    void whatKeepsADeviceOutIsSaid() {
        assertThat(known(false, true, "revoked")).isEqualTo(new Verdict.Rejected("the device is revoked"));
        assertThat(known(false, false, "active")).isEqualTo(new Verdict.Rejected("already in another batch"));
        assertThat(known(false, true, "active"))
                .isEqualTo(new Verdict.Rejected("changed at the same moment, import it again"));
    }

    private static Verdict known(boolean here, boolean free, String standing) {
        return new KnownDevice(ID, true, here, free, standing).verdict(false);
    }
}
