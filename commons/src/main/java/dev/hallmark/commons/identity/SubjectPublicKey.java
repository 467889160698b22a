package dev.hallmark.commons.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * A public key in the one encoding that has an id.
 *
 * <p>Refused: trailing octets and any encoding but DER, algorithms we do not take, named curves given as explicit
 * parameters, compressed points, points off the curve.
 */
public final class SubjectPublicKey {

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final int MOST_OCTETS = 8192;
    private static final int P256_POINT = 65;
    private static final byte UNCOMPRESSED = 4;

    private final byte[] der;
    private final SubjectPublicKeyInfo info;
    private final PublicKey key;

    private SubjectPublicKey(byte[] der, SubjectPublicKeyInfo info, PublicKey key) {
        this.der = der;
        this.info = info;
        this.key = key;
    }

    /**
     * Reads a DER SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
     *
     * @throws InvalidPublicKeyException with the reason, when it is not one that Hallmark takes
     */
    public static SubjectPublicKey parse(byte[] der) throws InvalidPublicKeyException {
        if (der.length > MOST_OCTETS) {
            throw new InvalidPublicKeyException("longer than a public key can be");
        }
        var info = decode(der);
        requireP256(info);
        try {
            return new SubjectPublicKey(der.clone(), info, BouncyCastleProvider.getPublicKey(info));
        } catch (IOException | RuntimeException e) {
            throw new InvalidPublicKeyException("not a point of the curve", e);
        }
    }

    public byte[] der() {
        return der.clone();
    }

    public DeviceId deviceId() {
        return DeviceId.of(sha256(der));
    }

    public SignatureAlgorithm algorithm() {
        return SignatureAlgorithm.ES256;
    }

    public PublicKey publicKey() {
        return key;
    }

    /** The JWK thumbprint by SHA-256, base64url without padding (RFC 7638 §3). */
    public String thumbprint() {
        var point = info.getPublicKeyData().getOctets();
        var half = P256_POINT / 2;
        var json = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
                .formatted(
                        base64url(Arrays.copyOfRange(point, 1, 1 + half)),
                        base64url(Arrays.copyOfRange(point, 1 + half, P256_POINT)));
        return base64url(sha256(json.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Whether {@code signature} is this key's over {@code data}; anything unreadable is not. */
    public boolean verify(byte[] data, byte[] signature, SignatureEncoding encoding) {
        try {
            var verifier = Signature.getInstance(
                    switch (encoding) {
                        case DER -> "SHA256withECDSA";
                        case CONCATENATED -> "SHA256withPLAIN-ECDSA";
                    },
                    BOUNCY_CASTLE);
            verifier.initVerify(key);
            verifier.update(data);
            return verifier.verify(signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
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
            if (!Arrays.equals(info.getEncoded("DER"), der)) {
                throw new InvalidPublicKeyException("not in DER, or followed by other octets");
            }
            return info;
        } catch (IOException | RuntimeException e) {
            throw new InvalidPublicKeyException("not a SubjectPublicKeyInfo", e);
        }
    }

    private static void requireP256(SubjectPublicKeyInfo info) throws InvalidPublicKeyException {
        var algorithm = info.getAlgorithm();
        if (!X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm.getAlgorithm())) {
            throw new InvalidPublicKeyException("an algorithm that is not taken: " + algorithm.getAlgorithm());
        }
        if (!(algorithm.getParameters() instanceof ASN1ObjectIdentifier curve)) {
            throw new InvalidPublicKeyException("the curve is not given by its name");
        }
        if (!SECObjectIdentifiers.secp256r1.equals(curve)) {
            throw new InvalidPublicKeyException("a curve that is not taken: " + curve);
        }
        var point = info.getPublicKeyData().getOctets();
        if (info.getPublicKeyData().getPadBits() != 0 || point.length != P256_POINT || point[0] != UNCOMPRESSED) {
            throw new InvalidPublicKeyException("not an uncompressed point");
        }
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64url(byte[] data) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(data);
    }
}
