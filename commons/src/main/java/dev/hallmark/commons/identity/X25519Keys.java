package dev.hallmark.commons.identity;

import static dev.hallmark.commons.identity.JsonWebKeys.base64url;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.util.Arrays;

/** X25519 keys (RFC 7748, RFC 8410 §4), which cannot sign. */
record X25519Keys() implements KeyKind {

    private static final int OCTETS = 32;
    private static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    /** Any scalar will do: each is a multiple of every small order. */
    private static final byte[] SCALAR = Arrays.copyOf(new byte[] {1}, OCTETS);

    @Override
    public List<KeyAlgorithm> algorithms() {
        return List.of(KemAlgorithm.X25519);
    }

    /**
     * RFC 7748 §5 reads 2^255 and more as other numbers, which would give a key several encodings and so several ids;
     * with a point of small order everyone knows the shared secret, which is zero (§6.1).
     */
    @Override
    public void require(SubjectPublicKeyInfo info) throws InvalidPublicKeyException {
        KeyKind.requireNoParameters(info);
        KeyKind.requireLength(info, OCTETS);
        if (new BigInteger(1, Arrays.reverse(u(info))).compareTo(PRIME) >= 0) {
            throw new InvalidPublicKeyException("not the canonical encoding of its coordinate");
        }
        if (!X25519.calculateAgreement(SCALAR, 0, u(info), 0, new byte[OCTETS], 0)) {
            throw new InvalidPublicKeyException("a point of small order");
        }
    }

    @Override
    public String jwk(SubjectPublicKeyInfo info) {
        return "{\"crv\":\"X25519\",\"kty\":\"OKP\",\"x\":\"%s\"}".formatted(base64url(u(info)));
    }

    @Override
    public Optional<byte[]> coseKey(SubjectPublicKeyInfo info) {
        return Optional.of(new CoseKeyWriter(3)
                .put(CoseKeyWriter.KEY_TYPE, 1)
                .put(-1, 4)
                .put(-2, u(info))
                .octets());
    }

    private static byte[] u(SubjectPublicKeyInfo info) {
        return info.getPublicKeyData().getOctets();
    }
}
