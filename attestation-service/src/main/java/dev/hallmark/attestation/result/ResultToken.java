package dev.hallmark.attestation.result;

import java.time.Instant;

/** An attestation result, signed. */
public record ResultToken(String text, Instant expiresAt) {

    /** A token is as good as the device until it expires: it stays out of logs. */
    @Override
    public String toString() {
        return "ResultToken[until " + expiresAt + "]";
    }
}
