package dev.hallmark.commons.identity;

import dev.hallmark.commons.encoding.DerText;
import dev.hallmark.commons.encoding.InvalidDerTextException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * A public key in its only accepted encoding.
 *
 * <p>Refused: trailing octets and any encoding but DER, algorithms that are not accepted, wrong parameters, named
 * curves given as explicit parameters, compressed points, points off the curve or of small order, short RSA, ML-KEM
 * coefficients beyond the modulus.
 */
public final class SubjectPublicKey {

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private final byte[] der;
    private final SubjectPublicKeyInfo info;
    private final KeyKind kind;
    private final PublicKey key;

    private SubjectPublicKey(byte[] der, SubjectPublicKeyInfo info, KeyKind kind, PublicKey key) {
        this.der = der;
        this.info = info;
        this.kind = kind;
        this.key = key;
    }

    /**
     * Reads a SubjectPublicKeyInfo written as base64 or PEM.
     *
     * @throws InvalidPublicKeyException with the reason, when it is neither or not a key that Hallmark accepts
     */
    public static SubjectPublicKey parse(String text) throws InvalidPublicKeyException {
        try {
            return parse(DerText.PUBLIC_KEY.decode(text));
        } catch (InvalidDerTextException e) {
            throw new InvalidPublicKeyException(e.getMessage(), e);
        }
    }

    /**
     * Reads a DER SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
     *
     * @throws InvalidPublicKeyException with the reason, when it is not one that Hallmark accepts
     */
    public static SubjectPublicKey parse(byte[] der) throws InvalidPublicKeyException {
        if (der.length > DerText.PUBLIC_KEY.mostOctets()) {
            throw new InvalidPublicKeyException("longer than a public key can be");
        }
        var info = decode(der);
        var kind = KeyKind.of(info.getAlgorithm());
        kind.require(info);
        try {
            return new SubjectPublicKey(der.clone(), info, kind, BouncyCastleProvider.getPublicKey(info));
        } catch (IOException | RuntimeException e) {
            throw new InvalidPublicKeyException("not a point of the curve, or not a key of its algorithm", e);
        }
    }

    public byte[] der() {
        return der.clone();
    }

    public DeviceId deviceId() {
        return DeviceId.of(sha256(der));
    }

    /** The key's algorithm, unless its registration names another that it {@link #allows}. */
    public KeyAlgorithm algorithm() {
        return kind.algorithms().getFirst();
    }

    /** Whether a key of this kind can be registered for the algorithm. */
    public boolean allows(KeyAlgorithm algorithm) {
        return kind.algorithms().contains(algorithm);
    }

    public PublicKey publicKey() {
        return key;
    }

    /** The JWK thumbprint by SHA-256, base64url without padding (RFC 7638 §3, RFC 8037 §2, RFC 9964). */
    public String thumbprint() {
        return JsonWebKeys.base64url(sha256(kind.jwk(info).getBytes(StandardCharsets.US_ASCII)));
    }

    /** The COSE_Key thumbprint by SHA-256 (RFC 9679 §3), if COSE knows such keys. */
    public Optional<byte[]> coseThumbprint() {
        return kind.coseKey(info).map(SubjectPublicKey::sha256);
    }

    /** {@link #verify(SignatureAlgorithm, byte[], byte[], SignatureEncoding)} by the key's own algorithm. */
    public boolean verify(byte[] data, byte[] signature, SignatureEncoding encoding) {
        return algorithm() instanceof SignatureAlgorithm own && verify(own, data, signature, encoding);
    }

    /**
     * Whether {@code signature} is this key's over {@code data}; false for anything unreadable, and for an algorithm
     * that the key does not allow.
     *
     * @param encoding distinguishes the two forms of ECDSA; all other algorithms have one
     */
    public boolean verify(SignatureAlgorithm algorithm, byte[] data, byte[] signature, SignatureEncoding encoding) {
        try {
            var verifier = Signature.getInstance(algorithm.jca(encoding), BOUNCY_CASTLE);
            verifier.initVerify(key);
            verifier.update(data);
            return allows(algorithm) && verifier.verify(signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    /**
     * A new secret that only the holder of the private key can decapsulate.
     *
     * @throws IllegalArgumentException when the key does not allow the algorithm
     */
    public Encapsulation encapsulate(KemAlgorithm algorithm) {
        if (!allows(algorithm)) {
            throw new IllegalArgumentException("the key does not allow " + algorithm.jose());
        }
        return algorithm.encapsulate(der);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubjectPublicKey that && MessageDigest.isEqual(der, that.der);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }

    @Override
    public String toString() {
        return "SubjectPublicKey[" + deviceId() + "]";
    }

    private static SubjectPublicKeyInfo decode(byte[] der) throws InvalidPublicKeyException {
        try {
            var info = SubjectPublicKeyInfo.getInstance(der);
            if (!Arrays.equals(info.getEncoded(ASN1Encoding.DER), der)) {
                throw new InvalidPublicKeyException("not in DER, or followed by other octets");
            }
            return info;
        } catch (IOException | RuntimeException e) {
            throw new InvalidPublicKeyException("not a SubjectPublicKeyInfo", e);
        }
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
