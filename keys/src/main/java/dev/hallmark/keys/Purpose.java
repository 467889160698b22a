package dev.hallmark.keys;

import static dev.hallmark.keys.KeyRingException.Code.UNSUPPORTED_ALGORITHM;
import static dev.hallmark.keys.KeyRingException.Code.WRONG_ALGORITHM;

/** Refuses what a key, or the whole ring, is not for. */
public final class Purpose {

    private Purpose() {}

    /** @throws KeyRingException for an algorithm that is none of the ring's */
    public static void supported(KeyRing ring, KeyAlgorithm algorithm) {
        if (!ring.algorithms().contains(algorithm)) {
            throw new KeyRingException(UNSUPPORTED_ALGORITHM, "%s has no keys for %s".formatted(ring, algorithm));
        }
    }

    /** @throws KeyRingException for a key that does not sign */
    public static void signing(KeyId key, KeyAlgorithm algorithm) {
        if (!algorithm.isForSigning()) {
            throw new KeyRingException(
                    WRONG_ALGORITHM, "%s is a key for %s, which does not sign".formatted(key, algorithm));
        }
    }

    /** @throws KeyRingException for a key of another algorithm than the one that is wanted */
    public static void of(KeyId key, KeyAlgorithm algorithm, KeyAlgorithm wanted) {
        if (algorithm != wanted) {
            throw new KeyRingException(
                    WRONG_ALGORITHM, "%s is a key for %s, not for %s".formatted(key, algorithm, wanted));
        }
    }
}
