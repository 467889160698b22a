package dev.hallmark.commons.identity;

import static dev.hallmark.commons.identity.JsonWebKeys.base64url;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * ECDSA and ECDH keys on a named curve (RFC 5480), as uncompressed points. Whether they are on the curve is checked
 * later.
 */
record EllipticCurveKeys(List<KeyAlgorithm> algorithms, String curve, int coseCurve, int coordinate)
        implements KeyKind {

    private static final EllipticCurveKeys P256 =
            new EllipticCurveKeys(List.of(SignatureAlgorithm.ES256, KemAlgorithm.ECDH_P256), "P-256", 1, 32);
    private static final EllipticCurveKeys P384 =
            new EllipticCurveKeys(List.of(SignatureAlgorithm.ES384), "P-384", 2, 48);
    private static final byte UNCOMPRESSED = 4;

    static EllipticCurveKeys on(ASN1Encodable parameters) throws InvalidPublicKeyException {
        if (!(parameters instanceof ASN1ObjectIdentifier curve)) {
            throw new InvalidPublicKeyException("the curve is not given by its name");
        }
        if (SECObjectIdentifiers.secp256r1.equals(curve)) {
            return P256;
        }
        if (SECObjectIdentifiers.secp384r1.equals(curve)) {
            return P384;
        }
        throw new InvalidPublicKeyException("a curve that is not accepted: " + curve);
    }

    @Override
    public void require(SubjectPublicKeyInfo info) throws InvalidPublicKeyException {
        var point = info.getPublicKeyData().getOctets();
        if (info.getPublicKeyData().getPadBits() != 0
                || point.length != 1 + 2 * coordinate
                || point[0] != UNCOMPRESSED) {
            throw new InvalidPublicKeyException("not an uncompressed point");
        }
    }

    @Override
    public String jwk(SubjectPublicKeyInfo info) {
        return "{\"crv\":\"%s\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
                .formatted(curve, base64url(x(info)), base64url(y(info)));
    }

    @Override
    public Optional<byte[]> coseKey(SubjectPublicKeyInfo info) {
        return Optional.of(new CoseKeyWriter(4)
                .put(CoseKeyWriter.KEY_TYPE, 2)
                .put(-1, coseCurve)
                .put(-2, x(info))
                .put(-3, y(info))
                .octets());
    }

    private byte[] x(SubjectPublicKeyInfo info) {
        return Arrays.copyOfRange(info.getPublicKeyData().getOctets(), 1, 1 + coordinate);
    }

    private byte[] y(SubjectPublicKeyInfo info) {
        return Arrays.copyOfRange(info.getPublicKeyData().getOctets(), 1 + coordinate, 1 + 2 * coordinate);
    }
}
