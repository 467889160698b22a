package dev.hallmark.ca.issuance;

import dev.hallmark.ca.state.CertificateState;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A certificate that a device has, or had begun to get, as the next request of the device finds it.
 *
 * @param content empty while pending
 * @param open whether a request of its key is answered with it
 * @param goodUntil its end, or that of the grace after another one took over
 * @param licensed digest of the request that the present licence was used for, when it was used for this one
 */
record KnownCertificate(
        Intent intent,
        CertificateState state,
        Optional<byte[]> content,
        boolean open,
        Instant goodUntil,
        Optional<byte[]> licensed) {

    boolean answers() {
        return state == CertificateState.PENDING || state == CertificateState.ACTIVE;
    }

    /** Whether it proves who a device is. */
    boolean isGood(Instant now) {
        return state == CertificateState.ACTIVE && now.isBefore(goodUntil);
    }

    boolean hasKey(byte[] digest) {
        return Arrays.equals(intent.key(), digest);
    }
}
