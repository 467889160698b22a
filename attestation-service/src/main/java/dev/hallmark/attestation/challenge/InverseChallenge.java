package dev.hallmark.attestation.challenge;

import dev.hallmark.commons.identity.Encapsulation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The challenge to a key that cannot sign: to open this, and to authenticate its evidence under the key that only it can
 * derive from what is inside.
 */
final class InverseChallenge {

    private static final byte[] LABEL = "HALLMARK-INVERSE-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY = 32;

    private final Encapsulation made;
    private final byte[] nonce;

    InverseChallenge(Encapsulation made, byte[] nonce) {
        this.made = made;
        this.nonce = nonce;
    }

    byte[] encapsulation() {
        return made.encapsulation();
    }

    /** HKDF (RFC 5869) with SHA-256: for this nonce and this encapsulation alone. */
    byte[] answerKey() {
        var info = ByteBuffer.allocate(LABEL.length + made.encapsulation().length)
                .put(LABEL)
                .put(made.encapsulation())
                .array();
        var parameters = HKDFParameterSpec.ofExtract()
                .addSalt(nonce)
                .addIKM(made.secret())
                .thenExpand(info, KEY);
        try {
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
