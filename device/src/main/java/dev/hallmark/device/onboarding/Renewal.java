package dev.hallmark.device.onboarding;

import dev.hallmark.device.attestation.Purpose;
import dev.hallmark.device.gateway.UnexpectedAnswerException;
import dev.hallmark.device.identity.ClientCertificate;
import dev.hallmark.device.identity.RootOfTrust;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Takes a device from its certificate to the next one: with that certificate while it is accepted, and otherwise, for
 * example after months on a shelf, by attesting again. Blocks; run it on a virtual thread.
 */
public final class Renewal {

    private final OnboardingSettings settings;
    private final String label;

    /** @param label of the EST service, which is the tenant */
    public Renewal(OnboardingSettings settings, String label) {
        this.settings = settings;
        this.label = label;
    }

    /**
     * What the device has now, and how it was renewed.
     *
     * @param attested whether the device had to attest again
     */
    public record Renewed(Arrival arrival, boolean attested) {}

    public Renewed renew(RootOfTrust device, ClientCertificate current)
            throws OnboardingFailedException, InterruptedException {
        return renew(device, current, setback -> {});
    }

    /**
     * Renews the certificate for the device's operational key, that of the current certificate or a new one.
     *
     * @param listener called for each setback, including the last one
     */
    public Renewed renew(RootOfTrust device, ClientCertificate current, Consumer<Setback> listener)
            throws OnboardingFailedException, InterruptedException {
        var backoff = new Backoff(settings.deadline(), listener);
        try (var journey = new RenewalJourney(settings, label, Onboarding.unlock(device), current)) {
            while (!journey.refused()) {
                try {
                    return new Renewed(journey.advance(), false);
                } catch (UnexpectedAnswerException e) {
                    backoff.awaitRetry(journey.setback(e));
                } catch (IOException e) {
                    backoff.awaitRetry(journey.setback(e));
                }
            }
        }
        return new Renewed(new Onboarding(settings, Purpose.REATTEST).onboard(device, listener), true);
    }
}
