package dev.hallmark.device.chip;

import dev.hallmark.device.identity.RootOfTrustFailedException;

/**
 * The seed of a block of cells cannot be reconstructed: too much noise, or helper data that was changed or belongs to
 * another chip. The exception does not say which, since an attacker who can change helper data would learn about the
 * cells.
 */
public final class ReconstructionFailedException extends RootOfTrustFailedException {

    private static final long serialVersionUID = 1L;

    ReconstructionFailedException() {
        super("the chip cannot reconstruct its seed: too much noise, or helper data that is not its own");
    }
}
