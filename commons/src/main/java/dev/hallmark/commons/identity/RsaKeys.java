package dev.hallmark.commons.identity;

import static dev.hallmark.commons.identity.JsonWebKeys.base64url;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.util.BigIntegers;

/** RSA keys of 2048 to 4096 bits, for old devices (RFC 3279 §2.3.1). */
record RsaKeys() implements KeyKind {

    private static final int LEAST_BITS = 2048;
    private static final int MOST_BITS = 4096;
    private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(65_537);
    /** Larger ones only make verification slower. */
    private static final int MOST_EXPONENT_BITS = 32;

    /** PS256, unless the key was registered for RS256. */
    @Override
    public List<KeyAlgorithm> algorithms() {
        return List.of(SignatureAlgorithm.PS256, SignatureAlgorithm.RS256);
    }

    @Override
    public void require(SubjectPublicKeyInfo info) throws InvalidPublicKeyException {
        if (!DERNull.INSTANCE.equals(info.getAlgorithm().getParameters())) {
            throw new InvalidPublicKeyException("RSA without the parameters NULL");
        }
        var key = readStrictly(info);
        var bits = key.getModulus().bitLength();
        if (bits < LEAST_BITS || bits > MOST_BITS) {
            throw new InvalidPublicKeyException(
                    "RSA of %d bits, not of %d to %d".formatted(bits, LEAST_BITS, MOST_BITS));
        }
        var exponent = key.getPublicExponent();
        if (exponent.compareTo(LEAST_EXPONENT) < 0
                || exponent.bitLength() > MOST_EXPONENT_BITS
                || !exponent.testBit(0)) {
            throw new InvalidPublicKeyException("RSA with an exponent that is not odd and from 65537 to 2^32");
        }
    }

    @Override
    public String jwk(SubjectPublicKeyInfo info) {
        var key = read(info);
        return "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}"
                .formatted(base64url(unsigned(key.getPublicExponent())), base64url(unsigned(key.getModulus())));
    }

    @Override
    public Optional<byte[]> coseKey(SubjectPublicKeyInfo info) {
        var key = read(info);
        return Optional.of(new CoseKeyWriter(3)
                .put(CoseKeyWriter.KEY_TYPE, 3)
                .put(-1, unsigned(key.getModulus()))
                .put(-2, unsigned(key.getPublicExponent()))
                .octets());
    }

    private static RSAPublicKey readStrictly(SubjectPublicKeyInfo info) throws InvalidPublicKeyException {
        try {
            var key = read(info);
            if (info.getPublicKeyData().getPadBits() == 0
                    && key.getModulus().signum() > 0
                    && Arrays.equals(
                            key.getEncoded(ASN1Encoding.DER),
                            info.getPublicKeyData().getOctets())) {
                return key;
            }
        } catch (IOException | RuntimeException e) {
            throw new InvalidPublicKeyException("not an RSA key", e);
        }
        throw new InvalidPublicKeyException("not an RSA key in DER");
    }

    private static RSAPublicKey read(SubjectPublicKeyInfo info) {
        return RSAPublicKey.getInstance(info.getPublicKeyData().getOctets());
    }

    private static byte[] unsigned(BigInteger value) {
        return BigIntegers.asUnsignedByteArray(value);
    }
}
