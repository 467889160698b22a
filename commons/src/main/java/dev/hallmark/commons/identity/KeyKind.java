package dev.hallmark.commons.identity;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** One kind of key. A new kind needs an implementation and a line in {@link #of}. */
sealed interface KeyKind permits EllipticCurveKeys, Ed25519Keys, X25519Keys, RsaKeys, MlDsaKeys, MlKemKeys {

    /** The kind of key that an AlgorithmIdentifier names. */
    static KeyKind of(AlgorithmIdentifier algorithm) throws InvalidPublicKeyException {
        var oid = algorithm.getAlgorithm();
        if (X9ObjectIdentifiers.id_ecPublicKey.equals(oid)) {
            return EllipticCurveKeys.on(algorithm.getParameters());
        }
        if (EdECObjectIdentifiers.id_Ed25519.equals(oid)) {
            return new Ed25519Keys();
        }
        if (EdECObjectIdentifiers.id_X25519.equals(oid)) {
            return new X25519Keys();
        }
        if (PKCSObjectIdentifiers.rsaEncryption.equals(oid)) {
            return new RsaKeys();
        }
        return MlDsaKeys.of(oid).or(() -> MlKemKeys.of(oid)).orElseThrow(() -> notAccepted(oid));
    }

    /** The algorithms of such a key; the first, unless its registration names another. */
    List<KeyAlgorithm> algorithms();

    /** Refuses a key that is not in the only accepted form of its kind, or is too weak. */
    void require(SubjectPublicKeyInfo info) throws InvalidPublicKeyException;

    /** The required members of its JWK, in lexicographic order and without blanks (RFC 7638 §3). */
    String jwk(SubjectPublicKeyInfo info);

    /** The required parameters of its COSE_Key, in deterministic CBOR (RFC 9679 §3), if COSE knows such keys. */
    Optional<byte[]> coseKey(SubjectPublicKeyInfo info);

    /** Refuses a key that has not exactly {@code length} octets. */
    static void requireLength(SubjectPublicKeyInfo info, int length) throws InvalidPublicKeyException {
        var key = info.getPublicKeyData();
        if (key.getPadBits() != 0 || key.getOctets().length != length) {
            throw new InvalidPublicKeyException("of another length than its algorithm has");
        }
    }

    static void requireNoParameters(SubjectPublicKeyInfo info) throws InvalidPublicKeyException {
        if (info.getAlgorithm().getParameters() != null) {
            throw new InvalidPublicKeyException("with parameters that its algorithm does not have");
        }
    }

    private static InvalidPublicKeyException notAccepted(ASN1ObjectIdentifier oid) {
        return new InvalidPublicKeyException("an algorithm that is not accepted: " + oid);
    }
}
