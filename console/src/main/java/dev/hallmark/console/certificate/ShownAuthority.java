package dev.hallmark.console.certificate;

import dev.hallmark.client.authority.Authority;
import java.time.Duration;
import java.time.Instant;

/**
 * An authority as pages show it.
 *
 * @param days until its certificate expires
 * @param crlHours since its list of revocations was issued
 * @param crlDue whether that list expires within a day, or there is none
 */
public record ShownAuthority(Authority authority, long days, long crlHours, boolean crlDue) {

    private static final Duration DUE = Duration.ofDays(1);

    static ShownAuthority of(Authority authority, Instant now) {
        var due = authority
                .crlNextUpdate()
                .map(end -> end.isBefore(now.plus(DUE)))
                .orElse(true);
        var hours = authority
                .crlIssuedAt()
                .map(issued -> Duration.between(issued, now).toHours())
                .orElse(0L);
        return new ShownAuthority(
                authority, Duration.between(now, authority.notAfter()).toDays(), hours, due);
    }
}
