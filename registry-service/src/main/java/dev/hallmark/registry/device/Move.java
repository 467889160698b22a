package dev.hallmark.registry.device;

import dev.hallmark.events.registry.Standing;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import java.util.Locale;

/** The commands that move a device, and from where each is legal. Revocation is final. */
public enum Move {
    SUSPEND(Standing.SUSPENDED, "suspended"),
    RESUME(Standing.ACTIVE, "resumed"),
    TRANSFER(Standing.TRANSFERRING, "transferring"),
    RETIRE(Standing.RETIRED, "retired"),
    /** A suspended device is resumed first: what makes a device welcome again says so by its name. */
    RE_ENROL(Standing.ACTIVE, "re-enrolled"),
    REVOKE(Standing.REVOKED, "revoked");

    private final Standing to;
    private final String participle;

    Move(Standing to, String participle) {
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

    /**
     * Whether the device is where the move leads. A generation of which nothing has been heard is as new as another
     * one would be.
     */
    boolean doneBy(Device device) {
        return device.snapshot().standing() == to
                && (this != RE_ENROL || (device.snapshot().generation() > 1 && device.stage() == Stage.REGISTERED));
    }

    /**
     * The standing after the move.
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

    /** What has been done to a device by it. */
    @Override
    public String toString() {
        return participle;
    }
}
