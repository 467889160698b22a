package dev.hallmark.commons.identity;

import static dev.hallmark.commons.identity.JsonWebKeys.base64url;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * ML-KEM keys (FIPS 203, RFC 9935), which cannot sign.
 *
 * @param rank the number of polynomials, k
 */
record MlKemKeys(KemAlgorithm algorithm, int rank) implements KeyKind {

    private static final MlKemKeys ML_KEM_512 = new MlKemKeys(KemAlgorithm.ML_KEM_512, 2);
    private static final MlKemKeys ML_KEM_768 = new MlKemKeys(KemAlgorithm.ML_KEM_768, 3);
    private static final MlKemKeys ML_KEM_1024 = new MlKemKeys(KemAlgorithm.ML_KEM_1024, 4);

    private static final int POLYNOMIAL = 384;
    private static final int SEED = 32;
    private static final int MODULUS = 3329;
    private static final int TWELVE_BITS = 0xFFF;

    static Optional<KeyKind> of(ASN1ObjectIdentifier oid) {
        if (NISTObjectIdentifiers.id_alg_ml_kem_512.equals(oid)) {
            return Optional.of(ML_KEM_512);
        }
        if (NISTObjectIdentifiers.id_alg_ml_kem_768.equals(oid)) {
            return Optional.of(ML_KEM_768);
        }
        return NISTObjectIdentifiers.id_alg_ml_kem_1024.equals(oid) ? Optional.of(ML_KEM_1024) : Optional.empty();
    }

    @Override
    public List<KeyAlgorithm> algorithms() {
        return List.of(algorithm);
    }

    /** FIPS 203 §7.2: length, and the modulus check: every coefficient is its own remainder. */
    @Override
    public void require(SubjectPublicKeyInfo info) throws InvalidPublicKeyException {
        KeyKind.requireNoParameters(info);
        KeyKind.requireLength(info, rank * POLYNOMIAL + SEED);
        var key = key(info);
        for (int i = 0; i < rank * POLYNOMIAL; i += 3) {
            var pair = Byte.toUnsignedInt(key[i])
                    | Byte.toUnsignedInt(key[i + 1]) << 8
                    | Byte.toUnsignedInt(key[i + 2]) << 16;
            if ((pair & TWELVE_BITS) >= MODULUS || pair >> 12 >= MODULUS) {
                throw new InvalidPublicKeyException("with a coefficient that is not below the modulus");
            }
        }
    }

    /** In the form that RFC 9964 has for keys of one algorithm. */
    @Override
    public String jwk(SubjectPublicKeyInfo info) {
        return "{\"alg\":\"%s\",\"kty\":\"AKP\",\"pub\":\"%s\"}".formatted(algorithm.jose(), base64url(key(info)));
    }

    /** COSE has no number for ML-KEM yet. */
    @Override
    public Optional<byte[]> coseKey(SubjectPublicKeyInfo info) {
        return Optional.empty();
    }

    private static byte[] key(SubjectPublicKeyInfo info) {
        return info.getPublicKeyData().getOctets();
    }
}
