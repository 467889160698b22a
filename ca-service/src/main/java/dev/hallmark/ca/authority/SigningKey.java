package dev.hallmark.ca.authority;

import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyId;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The key of an authority: a version that never changes, and what it signs by. */
public record SigningKey(KeyId id, KeyAlgorithm algorithm) {

    /** How certificates and CRLs name it; only RSA has parameters (RFC 5758 §3.2, RFC 8410 §3, RFC 9881 §2, RFC 4055 §5). */
    public AlgorithmIdentifier identifier() {
        return switch (algorithm) {
            case ES256 -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            case ES384 -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
            case EDDSA -> new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);
            case RS256 -> new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
            case ML_DSA_65 -> new AlgorithmIdentifier(NISTObjectIdentifiers.id_ml_dsa_65);
            case AES256 -> throw new IllegalStateException(id + " wraps data keys");
        };
    }
}
