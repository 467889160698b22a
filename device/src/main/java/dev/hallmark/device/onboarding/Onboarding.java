package dev.hallmark.device.onboarding;

import dev.hallmark.device.attestation.Purpose;
import dev.hallmark.device.gateway.UnexpectedAnswerException;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.RootOfTrust;
import dev.hallmark.device.identity.RootOfTrustFailedException;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Takes a device from its keys to its cloud's connection details, on one TLS connection if nothing goes wrong, and
 * through lost connections, restarted services and expired tokens if something does. Blocks; run it on a virtual
 * thread.
 */
public final class Onboarding {

    private final OnboardingSettings settings;
    private final Purpose purpose;

    public Onboarding(OnboardingSettings settings) {
        this(settings, Purpose.ONBOARD);
    }

    /** The same journey of a device that has made it before. */
    Onboarding(OnboardingSettings settings, Purpose purpose) {
        this.settings = settings;
        this.purpose = purpose;
    }

    public Arrival onboard(RootOfTrust device) throws OnboardingFailedException, InterruptedException {
        return onboard(device, setback -> {});
    }

    /** Tells {@code listener} of each setback, the last one included. */
    public Arrival onboard(RootOfTrust device, Consumer<Setback> listener)
            throws OnboardingFailedException, InterruptedException {
        var patience = new Patience(settings.deadline(), listener);
        try (var journey = new Journey(settings, purpose, unlock(device))) {
            while (true) {
                try {
                    return journey.advance();
                } catch (UnexpectedAnswerException e) {
                    patience.overcome(journey.setback(e));
                } catch (IOException e) {
                    patience.overcome(journey.setback(e));
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
