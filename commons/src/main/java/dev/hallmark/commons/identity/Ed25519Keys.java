package dev.hallmark.commons.identity;

import static dev.hallmark.commons.identity.JsonWebKeys.base64url;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 keys (RFC 8410 §4). */
record Ed25519Keys() implements KeyKind {

    private static final int OCTETS = 32;

    @Override
    public List<KeyAlgorithm> algorithms() {
        return List.of(SignatureAlgorithm.EDDSA);
    }

    /** Points of small order are refused too: anyone can sign for such a key. */
    @Override
    public void require(SubjectPublicKeyInfo info) throws InvalidPublicKeyException {
        KeyKind.requireNoParameters(info);
        KeyKind.requireLength(info, OCTETS);
        if (!Ed25519.validatePublicKeyFull(x(info), 0)) {
            throw new InvalidPublicKeyException("not a point of the curve's prime-order group");
        }
    }

    @Override
    public String jwk(SubjectPublicKeyInfo info) {
        return "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"%s\"}".formatted(base64url(x(info)));
    }

    @Override
    public Optional<byte[]> coseKey(SubjectPublicKeyInfo info) {
        return Optional.of(new CoseKeyWriter(3)
                .put(CoseKeyWriter.KEY_TYPE, 1)
                .put(-1, 6)
                .put(-2, x(info))
                .octets());
    }

    private static byte[] x(SubjectPublicKeyInfo info) {
        return info.getPublicKeyData().getOctets();
    }
}
