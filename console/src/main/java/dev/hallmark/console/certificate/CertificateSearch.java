package dev.hallmark.console.certificate;

import dev.hallmark.client.certificate.CertificateFilter;
import dev.hallmark.console.frame.Address;
import java.time.Instant;
import java.util.Optional;

/** What somebody looks for; each is empty when it is not asked for. */
public record CertificateSearch(String text, String standing, String authority) {

    public CertificateSearch {
        text = given(text);
        standing = given(standing);
        authority = given(authority);
    }

    /** Whether anything is asked for. */
    public boolean isNarrow() {
        return !(text + standing + authority).isEmpty();
    }

    String address() {
        return new Address("/certificates")
                .and("q", text)
                .and("standing", standing)
                .and("authority", authority)
                .toString();
    }

    CertificateFilter filter(Instant now) {
        var filter = CertificateFilter.ALL.beginningWith(present(text)).ofAuthority(present(authority));
        return Standing.named(standing)
                .map(chosen -> chosen.narrow(filter, now))
                .orElse(filter);
    }

    private static String given(String value) {
        return value == null ? "" : value.strip();
    }

    private static Optional<String> present(String value) {
        return Optional.of(value).filter(text -> !text.isEmpty());
    }
}
