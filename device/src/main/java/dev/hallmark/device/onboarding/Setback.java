package dev.hallmark.device.onboarding;

import java.time.Duration;

/**
 * Something that kept the journey from going on.
 *
 * @param reason short, and the same for the same cause, so that a fleet's setbacks can be counted by it
 * @param retryAfter what the service asked for; zero if it did not
 */
public record Setback(Stage stage, String reason, Duration retryAfter, Remedy remedy) {

    /** What the device does about it. */
    public enum Remedy {
        /** The same step again, on this connection if it stands, else on a new one. */
        AGAIN,
        /** Prove identity anew: what was proven is not believed any more, or the nonce is burnt. */
        ATTEST_ANEW,
        /** Nothing that the device could do differently. */
        GIVE_UP
    }

    @Override
    public String toString() {
        return stage + ": " + reason;
    }
}
