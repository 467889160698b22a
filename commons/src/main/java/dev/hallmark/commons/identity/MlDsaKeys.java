package dev.hallmark.commons.identity;

import static dev.hallmark.commons.identity.JsonWebKeys.base64url;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** ML-DSA keys for pure signatures (FIPS 204, RFC 9881; in JOSE and COSE by RFC 9964). */
record MlDsaKeys(SignatureAlgorithm algorithm, int cose, int octets) implements KeyKind {

    private static final MlDsaKeys ML_DSA_44 = new MlDsaKeys(SignatureAlgorithm.ML_DSA_44, -48, 1312);
    private static final MlDsaKeys ML_DSA_65 = new MlDsaKeys(SignatureAlgorithm.ML_DSA_65, -49, 1952);
    private static final int AKP = 7;

    static Optional<KeyKind> of(ASN1ObjectIdentifier oid) {
        if (NISTObjectIdentifiers.id_ml_dsa_44.equals(oid)) {
            return Optional.of(ML_DSA_44);
        }
        return NISTObjectIdentifiers.id_ml_dsa_65.equals(oid) ? Optional.of(ML_DSA_65) : Optional.empty();
    }

    @Override
    public List<KeyAlgorithm> algorithms() {
        return List.of(algorithm);
    }

    /** Any octets of the right length are a key. */
    @Override
    public void require(SubjectPublicKeyInfo info) throws InvalidPublicKeyException {
        KeyKind.requireNoParameters(info);
        KeyKind.requireLength(info, octets);
    }

    @Override
    public String jwk(SubjectPublicKeyInfo info) {
        return "{\"alg\":\"%s\",\"kty\":\"AKP\",\"pub\":\"%s\"}".formatted(algorithm.jose(), base64url(key(info)));
    }

    @Override
    public Optional<byte[]> coseKey(SubjectPublicKeyInfo info) {
        return Optional.of(new CoseKeyWriter(3)
                .put(CoseKeyWriter.KEY_TYPE, AKP)
                .put(CoseKeyWriter.ALGORITHM, cose)
                .put(-1, key(info))
                .octets());
    }

    private static byte[] key(SubjectPublicKeyInfo info) {
        return info.getPublicKeyData().getOctets();
    }
}
