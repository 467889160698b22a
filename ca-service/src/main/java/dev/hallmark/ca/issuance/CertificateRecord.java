package dev.hallmark.ca.issuance;

import dev.hallmark.ca.state.CertificateState;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A certificate of a device in the database, pending ones included, as the device's next request finds it.
 *
 * @param content empty while pending
 * @param open whether a request of its key is answered with it
 * @param goodUntil its end, or that of the grace after another one took over
 * @param authorizedRequest digest of the certification request that it was issued for by this authorization;
 *     empty when it was issued by another one
 */
record CertificateRecord(
        Intent intent,
        CertificateState state,
        Optional<byte[]> content,
        boolean open,
        Instant goodUntil,
        Optional<byte[]> authorizedRequest) {

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
