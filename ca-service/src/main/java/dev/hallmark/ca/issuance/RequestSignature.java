package dev.hallmark.ca.issuance;

import dev.hallmark.commons.identity.SignatureAlgorithm;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The algorithm that a request says it is signed with, as X.509 writes it. */
final class RequestSignature {

    /** By their AlgorithmIdentifiers, parameters included (RFC 5758 §3.2, RFC 8410 §3, RFC 4055 §5). */
    private static final Map<AlgorithmIdentifier, SignatureAlgorithm> FIXED = Map.of(
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256), SignatureAlgorithm.ES256,
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384), SignatureAlgorithm.ES384,
            new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), SignatureAlgorithm.EDDSA,
            new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE),
                    SignatureAlgorithm.RS256);

    private static final int SALT = 32;

    private RequestSignature() {}

    static Optional<SignatureAlgorithm> algorithm(AlgorithmIdentifier named) {
        return isPs256(named) ? Optional.of(SignatureAlgorithm.PS256) : Optional.ofNullable(FIXED.get(named));
    }

    private static boolean isPs256(AlgorithmIdentifier named) {
        if (!PKCSObjectIdentifiers.id_RSASSA_PSS.equals(named.getAlgorithm())) {
            return false;
        }
        var parameters = RSASSAPSSparams.getInstance(named.getParameters());
        var mask = parameters.getMaskGenAlgorithm();
        return isSha256(parameters.getHashAlgorithm())
                && PKCSObjectIdentifiers.id_mgf1.equals(mask.getAlgorithm())
                && isSha256(mask.getParameters())
                && parameters.getSaltLength().intValueExact() == SALT
                && RSASSAPSSparams.DEFAULT_TRAILER_FIELD.hasValue(parameters.getTrailerField());
    }

    /** With the parameters NULL or without: RFC 4055 §2.1 has both accepted. */
    private static boolean isSha256(ASN1Encodable digest) {
        return digest != null
                && NISTObjectIdentifiers.id_sha256.equals(
                        AlgorithmIdentifier.getInstance(digest).getAlgorithm());
    }
}
