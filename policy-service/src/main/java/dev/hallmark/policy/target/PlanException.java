package dev.hallmark.policy.target;

import java.io.Serial;

/** A device cannot be brought to its target; the message is for operators. */
public final class PlanException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public PlanException(String message) {
        super(message);
    }
}
