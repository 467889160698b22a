package dev.hallmark.attestation.challenge;

import java.security.SecureRandom;

/** Unpredictable octets. */
final class Nonces {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Nonces() {}

    static byte[] random(int octets) {
        var nonce = new byte[octets];
        RANDOM.nextBytes(nonce);
        return nonce;
    }
}
