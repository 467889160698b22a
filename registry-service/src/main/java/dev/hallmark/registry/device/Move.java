package dev.hallmark.registry.device;

import dev.hallmark.events.registry.Standing;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import java.util.Locale;

/** The commands that change the standing of a device, and from where each is legal. Revocation is final. */
public enum Move {
    SUSPEND(Standing.SUSPENDED),
    RESUME(Standing.ACTIVE),
    TRANSFER(Standing.TRANSFERRING),
    RETIRE(Standing.RETIRED),
    REVOKE(Standing.REVOKED);

    private final Standing to;

    Move(Standing to) {
        this.to = to;
    }

    private boolean isLegalFrom(Standing standing) {
        return switch (this) {
            case SUSPEND, TRANSFER -> standing == Standing.ACTIVE;
            case RESUME -> standing == Standing.SUSPENDED;
            case RETIRE -> standing == Standing.ACTIVE || standing == Standing.SUSPENDED;
            case REVOKE -> standing != Standing.REVOKED;
        };
    }

    /** Whether a device of this standing is already where the move leads. */
    boolean doneBy(Standing standing) {
        return standing == to;
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
                    "A %s device cannot be %s.".formatted(name(standing), this == RESUME ? "resumed" : name(to)));
        }
        return to;
    }

    private static String name(Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT);
    }
}
