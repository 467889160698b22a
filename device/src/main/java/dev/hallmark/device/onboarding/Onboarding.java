package dev.hallmark.device.onboarding;

import dev.hallmark.device.attestation.Purpose;
import dev.hallmark.device.gateway.UnexpectedAnswerException;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.RootOfTrust;
import dev.hallmark.device.identity.RootOfTrustFailedException;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Takes a device from its keys to its cloud's connection details: on one TLS connection if nothing fails, and otherwise
 * despite lost connections, restarted services and expired tokens. Blocks; run it on a virtual thread.
 */
public final class Onboarding {

    private final OnboardingSettings settings;
    private final Purpose purpose;

    public Onboarding(OnboardingSettings settings) {
        this(settings, Purpose.ONBOARD);
    }

    /** The journey of a device that has onboarded before. */
    Onboarding(OnboardingSettings settings, Purpose purpose) {
        this.settings = settings;
        this.purpose = purpose;
    }

    public Arrival onboard(RootOfTrust device) throws OnboardingFailedException, InterruptedException {
        return onboard(device, setback -> {});
    }

    /** Calls {@code listener} for each setback, including the last one. */
    public Arrival onboard(RootOfTrust device, Consumer<Setback> listener)
            throws OnboardingFailedException, InterruptedException {
        var backoff = new Backoff(settings.deadline(), listener);
        try (var journey = new Journey(settings, purpose, unlock(device))) {
            while (true) {
                try {
                    return journey.advance();
                } catch (UnexpectedAnswerException e) {
                    backoff.awaitRetry(journey.setback(e));
                } catch (IOException e) {
                    backoff.awaitRetry(journey.setback(e));
                }
            }
        }
    }

    static DeviceKeys unlock(RootOfTrust device) throws OnboardingFailedException {
        try {
            return device.unlock();
        } catch (RootOfTrustFailedException e) {
            throw new OnboardingFailedException(e);
        }
    }
}
