package dev.hallmark.device.onboarding;

import dev.hallmark.device.identity.RootOfTrustFailedException;
import java.time.Duration;

/** The journey failed. */
public final class OnboardingFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Setback setback;

    OnboardingFailedException(Setback setback) {
        super(setback.toString());
        this.setback = setback;
    }

    /** A device without its keys does not start. */
    OnboardingFailedException(RootOfTrustFailedException failure) {
        super(failure.getMessage(), failure);
        this.setback = new Setback(Stage.TLS, failure.getMessage(), Duration.ZERO, Setback.Remedy.GIVE_UP);
    }

    /** The last one, which ended the journey. */
    public Setback setback() {
        return setback;
    }
}
