package dev.hallmark.registry.device;

import dev.hallmark.events.registry.Standing;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import java.util.Locale;

/** What operators can do to a device, and from which standings. Revocation is final. */
public enum LifecycleCommand {
    SUSPEND(Standing.SUSPENDED, "suspended"),
    RESUME(Standing.ACTIVE, "resumed"),
    TRANSFER(Standing.TRANSFERRING, "transferring"),
    RETIRE(Standing.RETIRED, "retired"),
    /** A suspended device is resumed first: no other command ends a suspension. */
    RE_ENROL(Standing.ACTIVE, "re-enrolled"),
    REVOKE(Standing.REVOKED, "revoked");

    private final Standing to;
    private final String participle;

    LifecycleCommand(Standing to, String participle) {
        this.to = to;
        this.participle = participle;
    }

    private boolean isLegalFrom(Standing standing) {
        return switch (this) {
            case SUSPEND, TRANSFER, RE_ENROL -> standing == Standing.ACTIVE;
            case RESUME -> standing == Standing.SUSPENDED;
            case RETIRE -> standing == Standing.ACTIVE || standing == Standing.SUSPENDED;
            case REVOKE -> standing != Standing.REVOKED;
        };
    }

    /** Whether it would change nothing. A new generation that has not attested yet needs no newer one. */
    boolean isDone(Device device) {
        return device.snapshot().standing() == to
                && (this != RE_ENROL || (device.snapshot().generation() > 1 && device.stage() == Stage.REGISTERED));
    }

    /** What the caller of a command that would change nothing should know. */
    String notice(Device device) {
        return switch (this) {
            case RESUME -> "already active";
            case RE_ENROL ->
                "already re-enrolled: generation %d has not attested yet"
                        .formatted(device.snapshot().generation());
            case SUSPEND, TRANSFER, RETIRE, REVOKE ->
                "already " + participle
                        + device.cause()
                                .map(cause -> " at %s because %s".formatted(cause.at(), cause.reason()))
                                .orElse("");
        };
    }

    /**
     * The standing after the command.
     *
     * @throws RegistryException when it is not legal from {@code standing}
     */
    Standing from(Standing standing) {
        if (!isLegalFrom(standing)) {
            throw new RegistryException(
                    Refusal.ILLEGAL_MOVE,
                    "A %s device cannot be %s.".formatted(standing.name().toLowerCase(Locale.ROOT), participle));
        }
        return to;
    }

    /** What the device is afterwards. */
    @Override
    public String toString() {
        return participle;
    }
}
