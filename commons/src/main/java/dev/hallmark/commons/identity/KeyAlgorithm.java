package dev.hallmark.commons.identity;

import java.util.List;
import java.util.stream.Stream;

/** How the holder of a key proves possession: by signing, or by decapsulating a secret. */
public sealed interface KeyAlgorithm permits SignatureAlgorithm, KemAlgorithm {

    /** Every algorithm that a device's key can have. */
    static List<KeyAlgorithm> all() {
        return Stream.<KeyAlgorithm>concat(Stream.of(SignatureAlgorithm.values()), Stream.of(KemAlgorithm.values()))
                .toList();
    }

    /**
     * The algorithm of this name.
     *
     * @throws IllegalArgumentException when Hallmark does not support it
     */
    static KeyAlgorithm named(String name) {
        return all().stream()
                .filter(algorithm -> algorithm.isNamed(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown algorithm " + name));
    }

    /** The name that Hallmark writes: JOSE's, where JOSE has one. */
    String jose();

    /** Whether this name means this algorithm. */
    boolean isNamed(String name);

    /** Whether today's TLS engines support it, so that a certificate for such a key is usable. */
    boolean worksInTls();
}
