package dev.hallmark.device.chip;

import dev.hallmark.device.identity.RootOfTrustFailedException;

/**
 * A block of cells does not give its seed: it was read with too much noise, or its helper data was changed or belongs to
 * another chip. Which of these it was is not told, for who can change helper data would learn about the cells from it.
 */
public final class ReconstructionFailedException extends RootOfTrustFailedException {

    private static final long serialVersionUID = 1L;

    ReconstructionFailedException() {
        super("the chip cannot find its seed: too much noise, or helper data that is not its own");
    }
}
