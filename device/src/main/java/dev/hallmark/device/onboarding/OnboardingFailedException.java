package dev.hallmark.device.onboarding;

/** The journey ended before its end. */
public final class OnboardingFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Setback setback;

    OnboardingFailedException(Setback setback) {
        super(setback.toString());
        this.setback = setback;
    }

    /** The last one, which ended the journey. */
    public Setback setback() {
        return setback;
    }
}
