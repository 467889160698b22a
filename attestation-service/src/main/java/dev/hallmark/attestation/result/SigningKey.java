package dev.hallmark.attestation.result;

import dev.hallmark.commons.identity.InvalidPublicKeyException;
import dev.hallmark.commons.jose.Jwks.Jwk;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** A P-256 key that lives in this process's memory and nowhere else. */
final class SigningKey {

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private final PrivateKey privateKey;
    private final Instant signsUntil;
    private final VerificationKey verificationKey;

    private SigningKey(KeyPair pair, Instant signsUntil) throws InvalidPublicKeyException {
        this.privateKey = pair.getPrivate();
        this.signsUntil = signsUntil;
        this.verificationKey = verificationKey(pair);
    }

    static SigningKey create(Instant signsUntil) {
        try {
            var generator = KeyPairGenerator.getInstance("EC", BOUNCY_CASTLE);
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new SigningKey(generator.generateKeyPair(), signsUntil);
        } catch (GeneralSecurityException | InvalidPublicKeyException e) {
            throw new IllegalStateException("a P-256 key cannot be made", e);
        }
    }

    VerificationKey verificationKey() {
        return verificationKey;
    }

    boolean signsAt(Instant time) {
        return time.isBefore(signsUntil);
    }

    Instant signsUntil() {
        return signsUntil;
    }

    /** The signature as JOSE has it: r and s, 32 octets each (RFC 7518 §3.4). */
    byte[] sign(String input) {
        try {
            var signature = Signature.getInstance("SHA256withPLAIN-ECDSA", BOUNCY_CASTLE);
            signature.initSign(privateKey);
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + verificationKey.kid() + "]";
    }

    private static VerificationKey verificationKey(KeyPair pair) throws InvalidPublicKeyException {
        var jwk = Jwk.of((ECPublicKey) pair.getPublic());
        return new VerificationKey(jwk.kid(), jwk.x(), jwk.y());
    }
}
