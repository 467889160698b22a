package dev.hallmark.registry.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.registry.device.Stage;
import dev.hallmark.registry.imports.DeviceEntry;
import dev.hallmark.registry.imports.ImportRequest;
import dev.hallmark.registry.imports.Intake.Outcome;
import dev.hallmark.registry.imports.StoredDevice;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchIntakeTest {

    private static final UUID BATCH = UUID.randomUUID();
    private static final DeviceEntry ROW = row("");

    @Test
    void anotherTenantsDeviceLooksLikeAnUnregisteredOne() {
        var theirs = new StoredDevice(false, Optional.empty(), Stage.REGISTERED, Standing.REVOKED, ROW);

        assertThat(outcome(false, ROW, Optional.of(theirs))).isEqualTo(outcome(false, ROW, Optional.empty()));
        assertThat(outcome(true, ROW, Optional.of(theirs))).isEqualTo(new Outcome.Rejected("cannot be registered"));
        assertThat(outcome(true, ROW, Optional.empty())).isEqualTo(new Outcome.Rejected("cannot be registered"));
    }

    @Test
    void aDeviceThatIsThereAlreadyIsADuplicate() {
        assertThat(outcome(ROW, Optional.of(BATCH), Standing.ACTIVE)).isEqualTo(new Outcome.Duplicate());
        assertThat(outcome(ROW, Optional.of(BATCH), Standing.REVOKED)).isEqualTo(new Outcome.Duplicate());
    }

    @Test
    void aDeviceThatIsThereAlreadyIsRejectedWhereTheFileSaysSomethingElse() {
        assertThat(outcome(row("A-1"), Optional.of(BATCH), Standing.ACTIVE)).isInstanceOf(Outcome.Rejected.class);
        assertThat(outcome(row("A-1"), Optional.empty(), Standing.ACTIVE)).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void theReasonWhyADeviceIsRejectedIsReported() {
        assertThat(outcome(row("A-1"), Optional.empty(), Standing.REVOKED))
                .isEqualTo(new Outcome.Rejected("the device is revoked"));
        assertThat(outcome(row("A-1"), Optional.of(UUID.randomUUID()), Standing.ACTIVE))
                .isEqualTo(new Outcome.Rejected("already in another batch"));
        assertThat(outcome(ROW, Optional.empty(), Standing.ACTIVE))
                .isEqualTo(new Outcome.Rejected("changed at the same moment, import it again"));
    }

    private static Outcome outcome(DeviceEntry row, Optional<UUID> batch, Standing standing) {
        return outcome(false, row, Optional.of(new StoredDevice(true, batch, Stage.REGISTERED, standing, ROW)));
    }

    private static Outcome outcome(boolean registers, DeviceEntry row, Optional<StoredDevice> found) {
        var request = new ImportRequest(
                UUID.randomUUID(),
                TenantId.of("default"),
                "somebody",
                Optional.of(BATCH),
                false,
                false,
                Optional.empty());
        return BatchIntake.outcome(new BatchIntake.Target(BATCH, registers), request, row, found);
    }

    private static DeviceEntry row(String serial) {
        return new DeviceEntry(DeviceId.parse("a".repeat(64)), "", serial, "", "", "");
    }
}
