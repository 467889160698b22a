package dev.hallmark.ca.profile;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How long certificates last.
 *
 * @param renewalWindow how long before its end a certificate is renewed
 * @param grace how long a certificate is still good after a newer one of its device took over
 */
public record CertificateProfile(String name, Duration validity, Duration renewalWindow, Duration grace) {

    private static final Duration SHORTEST = Duration.ofMinutes(5);
    /** RFC 9608: too short a life to be revoked in. */
    private static final Duration LONGEST_UNREVOKED = Duration.ofDays(7);

    private static final Duration MOST_BACKDATED = Duration.ofHours(1);
    private static final int BACKDATED_SHARE = 10;

    public CertificateProfile {
        if (validity.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "hallmark.ca.profile.%s.validity is less than 5 minutes".formatted(name));
        }
        if (renewalWindow.isNegative() || renewalWindow.compareTo(validity) >= 0) {
            throw new IllegalArgumentException(
                    "hallmark.ca.profile.%s.renewal-window is not shorter than the validity".formatted(name));
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("hallmark.ca.profile.%s.grace is negative".formatted(name));
        }
    }

    /** Whether its certificates say noRevAvail instead of where to ask for revocation (RFC 9608). */
    public boolean shortLived() {
        return validity.compareTo(LONGEST_UNREVOKED) <= 0;
    }

    /** Before {@code now} by an hour, or by a tenth of a short validity, for devices whose clock is slow. */
    public Instant notBefore(Instant now) {
        var tenth = validity.dividedBy(BACKDATED_SHARE);
        var back = tenth.compareTo(MOST_BACKDATED) < 0 ? tenth : MOST_BACKDATED;
        return now.minus(back).truncatedTo(ChronoUnit.SECONDS);
    }
}
