package dev.hallmark.registry.device;

import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.events.registry.Standing;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A registered device.
 *
 * @param snapshot its state as it is published, once it is in a batch
 * @param batchedAt empty while it is in no batch
 * @param cause of its standing; empty while that is active
 */
record Device(
        DeviceSnapshot snapshot,
        Stage stage,
        Optional<String> batchName,
        Optional<String> policyName,
        Instant registeredAt,
        Optional<Instant> batchedAt,
        Optional<Cause> cause) {

    /** When the command was carried out that a standing comes from, and the reason that the operator gave. */
    record Cause(Instant at, String reason) {}

    /** A device is published when it comes into a batch, and not before. */
    boolean isPublished() {
        return snapshot.batch() != null;
    }

    /** The device after a command, in a new version; its cause is in the timeline once that is written. */
    Device after(LifecycleCommand command) {
        var standing = command.from(snapshot.standing());
        return command == LifecycleCommand.RE_ENROL
                ? with(standing, snapshot.generation() + 1, Stage.REGISTERED)
                : with(standing, snapshot.generation(), stage);
    }

    private Device with(Standing standing, int generation, Stage stage) {
        return new Device(
                state(standing, generation), stage, batchName, policyName, registeredAt, batchedAt, Optional.empty());
    }

    private DeviceSnapshot state(Standing standing, int generation) {
        return new DeviceSnapshot(
                snapshot.deviceId(),
                snapshot.batch(),
                snapshot.policy(),
                snapshot.serial(),
                snapshot.model(),
                snapshot.rootOfTrust(),
                snapshot.algorithm(),
                standing,
                generation,
                snapshot.version() + 1);
    }

    DeviceView view() {
        return view(Optional.empty());
    }

    /** @param notice what the caller should know of the request */
    DeviceView view(Optional<String> notice) {
        var standing = snapshot.standing().name().toLowerCase(Locale.ROOT);
        return new DeviceView(
                snapshot.deviceId(),
                snapshot.deviceId().commonName(),
                DeviceState.of(stage.toString(), standing),
                stage.toString(),
                standing,
                snapshot.batch(),
                batchName.orElse(null),
                snapshot.policy(),
                policyName.orElse(null),
                snapshot.serial(),
                snapshot.model(),
                snapshot.rootOfTrust(),
                snapshot.algorithm(),
                snapshot.generation(),
                snapshot.version(),
                registeredAt,
                batchedAt.orElse(null),
                cause.map(Cause::at).orElse(null),
                cause.map(Cause::reason).orElse(null),
                notice.orElse(null));
    }
}
