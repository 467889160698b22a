package dev.hallmark.mosquitto.trust;

import dev.hallmark.commons.pki.MirroredAuthority;
import dev.hallmark.commons.pki.PkiSnapshot;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The CRLs that the broker has loaded, and since when. */
final class LoadedCrls {

    private final Map<String, NavigableMap<BigInteger, Instant>> byAuthority = new ConcurrentHashMap<>();

    void loaded(PkiSnapshot snapshot, Instant now) {
        snapshot.authorities().forEach(authority -> note(authority, now));
    }

    private void note(MirroredAuthority authority, Instant now) {
        authority.crlNumber().ifPresent(number -> byAuthority
                .computeIfAbsent(authority.name(), name -> new ConcurrentSkipListMap<>())
                .putIfAbsent(number, now));
    }

    /** Since when a CRL of at least this number is loaded; empty when none is. */
    Optional<Instant> since(String authority, BigInteger number) {
        return Optional.ofNullable(byAuthority.get(authority))
                .map(numbers -> numbers.ceilingEntry(number))
                .map(Map.Entry::getValue);
    }
}
