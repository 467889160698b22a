package dev.hallmark.ca.issuance;

import java.util.Arrays;
import java.util.Optional;

/**
 * A certificate that a device has, or had begun to get, as the next request of the device finds it.
 *
 * @param content empty while pending
 * @param open whether a request of its key is answered with it
 * @param tokenRequest digest of the request that the present token was used for, when it was used for this one
 */
record KnownCertificate(
        Intent intent, State state, Optional<byte[]> content, boolean open, Optional<byte[]> tokenRequest) {

    /** As in the database. */
    enum State {
        PENDING,
        ACTIVE,
        REVOKED,
        ABANDONED
    }

    boolean answers() {
        return state == State.PENDING || state == State.ACTIVE;
    }

    boolean hasKey(byte[] digest) {
        return Arrays.equals(intent.key(), digest);
    }
}
