package dev.hallmark.registry.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.registry.device.Stage;
import dev.hallmark.registry.imports.DeviceEntry;
import dev.hallmark.registry.imports.ImportRequest;
import dev.hallmark.registry.imports.StoredDevice;
import dev.hallmark.registry.imports.Verdict;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchIntakeTest {

    private static final UUID BATCH = UUID.randomUUID();
    private static final DeviceEntry ROW = row("");

    @Test
    void anotherTenantsDeviceLooksLikeOneNobodyRegistered() {
        var theirs = new StoredDevice(false, Optional.empty(), Stage.REGISTERED, Standing.REVOKED, ROW);

        assertThat(verdict(false, ROW, Optional.of(theirs))).isEqualTo(verdict(false, ROW, Optional.empty()));
        assertThat(verdict(true, ROW, Optional.of(theirs))).isEqualTo(new Verdict.Rejected("cannot be registered"));
        assertThat(verdict(true, ROW, Optional.empty())).isEqualTo(new Verdict.Rejected("cannot be registered"));
    }

    @Test
    void aDeviceThatIsThereAlreadyIsADuplicate() {
        assertThat(verdict(ROW, Optional.of(BATCH), Standing.ACTIVE)).isEqualTo(new Verdict.Duplicate());
        assertThat(verdict(ROW, Optional.of(BATCH), Standing.REVOKED)).isEqualTo(new Verdict.Duplicate());
    }

    @Test
    void aDeviceThatIsThereAlreadyIsNoneOfWhichTheFileSaysSomethingElse() {
        assertThat(verdict(row("A-1"), Optional.of(BATCH), Standing.ACTIVE)).isInstanceOf(Verdict.Rejected.class);
        assertThat(verdict(row("A-1"), Optional.empty(), Standing.ACTIVE)).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void whatKeepsADeviceOutIsSaid() {
        assertThat(verdict(row("A-1"), Optional.empty(), Standing.REVOKED))
                .isEqualTo(new Verdict.Rejected("the device is revoked"));
        assertThat(verdict(row("A-1"), Optional.of(UUID.randomUUID()), Standing.ACTIVE))
                .isEqualTo(new Verdict.Rejected("already in another batch"));
        assertThat(verdict(ROW, Optional.empty(), Standing.ACTIVE))
                .isEqualTo(new Verdict.Rejected("changed at the same moment, import it again"));
    }

    private static Verdict verdict(DeviceEntry row, Optional<UUID> batch, Standing standing) {
        return verdict(false, row, Optional.of(new StoredDevice(true, batch, Stage.REGISTERED, standing, ROW)));
    }

    private static Verdict verdict(boolean registers, DeviceEntry row, Optional<StoredDevice> found) {
        var request = new ImportRequest(
                UUID.randomUUID(),
                TenantId.of("default"),
                "somebody",
                Optional.of(BATCH),
                false,
                false,
                Optional.empty());
        return BatchIntake.verdict(new BatchIntake.Target(BATCH, registers), request, row, found);
    }

    private static DeviceEntry row(String serial) {
        return new DeviceEntry(DeviceId.parse("a".repeat(64)), "", serial, "", "", "");
    }
}
