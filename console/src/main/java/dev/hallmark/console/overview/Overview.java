package dev.hallmark.console.overview;

import dev.hallmark.client.certificate.Expiries;
import dev.hallmark.client.device.Onboardings;
import java.util.List;
import java.util.Optional;

/**
 * What the first page shows.
 *
 * @param onboardings empty, as {@code expiries} is, when the service that counts them does not answer
 */
record Overview(
        List<Concern> concerns, List<Fleet> fleets, Optional<Onboardings> onboardings, Optional<Expiries> expiries) {

    Overview {
        concerns = List.copyOf(concerns);
        fleets = List.copyOf(fleets);
    }

    /** Whether a device has been onboarded on one of the days. */
    public boolean isOnboarding() {
        return onboardings.stream().flatMap(all -> all.days().stream()).anyMatch(day -> day.devices() > 0);
    }

    /** Whether there is a certificate that can expire. */
    public boolean isCertified() {
        return expiries.stream()
                .anyMatch(all -> all.later() > 0 || all.months().stream().anyMatch(month -> month.certificates() > 0));
    }
}
