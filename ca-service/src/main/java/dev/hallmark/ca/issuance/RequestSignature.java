package dev.hallmark.ca.issuance;

import static dev.hallmark.ca.CaException.Code.MALFORMED_REQUEST;

import dev.hallmark.ca.CaException;
import dev.hallmark.commons.identity.SubjectPublicKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * How a request is signed. The signature only proves that the requester has the key, and X.509 ties no hash
 * to a curve: SHA-256, 384 and 512 are accepted with every EC and RSA key, whatever the key was registered for.
 *
 * @param jca the algorithm's name in Java
 */
record RequestSignature(String jca, Optional<PSSParameterSpec> parameters) {

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private static final String ED25519 = "Ed25519";
    private static final String ACCEPTED = "use SHA-256, SHA-384 or SHA-512";

    /** @param keys the kind of key that it is for */
    private record Scheme(String name, String keys, String jca) {}

    private static final Map<ASN1ObjectIdentifier, Scheme> SCHEMES = Map.of(
            X9ObjectIdentifiers.ecdsa_with_SHA256, new Scheme("ecdsa-with-SHA256", "EC", "SHA256withECDSA"),
            X9ObjectIdentifiers.ecdsa_with_SHA384, new Scheme("ecdsa-with-SHA384", "EC", "SHA384withECDSA"),
            X9ObjectIdentifiers.ecdsa_with_SHA512, new Scheme("ecdsa-with-SHA512", "EC", "SHA512withECDSA"),
            PKCSObjectIdentifiers.sha256WithRSAEncryption,
                    new Scheme("sha256WithRSAEncryption", "RSA", "SHA256withRSA"),
            PKCSObjectIdentifiers.sha384WithRSAEncryption,
                    new Scheme("sha384WithRSAEncryption", "RSA", "SHA384withRSA"),
            PKCSObjectIdentifiers.sha512WithRSAEncryption,
                    new Scheme("sha512WithRSAEncryption", "RSA", "SHA512withRSA"),
            PKCSObjectIdentifiers.id_RSASSA_PSS, new Scheme("RSASSA-PSS", "RSA", "RSASSA-PSS"),
            EdECObjectIdentifiers.id_Ed25519, new Scheme(ED25519, ED25519, ED25519));

    /** What tools sign with that is not accepted, so that a refusal can name it. */
    private static final Map<ASN1ObjectIdentifier, String> REFUSED = Map.of(
            X9ObjectIdentifiers.ecdsa_with_SHA1, "ecdsa-with-SHA1",
            X9ObjectIdentifiers.ecdsa_with_SHA224, "ecdsa-with-SHA224",
            PKCSObjectIdentifiers.md2WithRSAEncryption, "md2WithRSAEncryption",
            PKCSObjectIdentifiers.md5WithRSAEncryption, "md5WithRSAEncryption",
            PKCSObjectIdentifiers.sha1WithRSAEncryption, "sha1WithRSAEncryption",
            PKCSObjectIdentifiers.sha224WithRSAEncryption, "sha224WithRSAEncryption");

    private record Hash(String name, int octets) {

        PSSParameterSpec pss(int salt) {
            return new PSSParameterSpec(name, "MGF1", new MGF1ParameterSpec(name), salt, 1);
        }
    }

    private static final Map<ASN1ObjectIdentifier, Hash> HASHES = Map.of(
            NISTObjectIdentifiers.id_sha256, new Hash("SHA-256", 32),
            NISTObjectIdentifiers.id_sha384, new Hash("SHA-384", 48),
            NISTObjectIdentifiers.id_sha512, new Hash("SHA-512", 64));

    /** An RSA key of 4096 bits has no room for more. */
    private static final int LONGEST_SALT = 512;

    /**
     * Reads what a request of this key says.
     *
     * @throws CaException naming what is accepted, when it is not
     */
    static RequestSignature of(AlgorithmIdentifier named, SubjectPublicKey key) {
        var keys = key.publicKey().getAlgorithm();
        var scheme = SCHEMES.get(named.getAlgorithm());
        if (scheme == null || !scheme.keys.equals(keys)) {
            throw refused("%s is not accepted%s; %s"
                    .formatted(
                            name(named.getAlgorithm()),
                            scheme == null ? "" : " for a key of " + keys,
                            keys.equals(ED25519) ? "use Ed25519" : ACCEPTED));
        }
        if (PKCSObjectIdentifiers.id_RSASSA_PSS.equals(named.getAlgorithm())) {
            return new RequestSignature(scheme.jca, Optional.of(pss(named.getParameters())));
        }
        requireParameters(scheme, named.getParameters());
        return new RequestSignature(scheme.jca, Optional.empty());
    }

    /** Whether these octets are the key's signature over what was signed. */
    boolean isBy(SubjectPublicKey key, byte[] signed, byte[] signature) {
        try {
            var verifier = Signature.getInstance(jca, BOUNCY_CASTLE);
            if (parameters.isPresent()) {
                verifier.setParameter(parameters.get());
            }
            verifier.initVerify(key.publicKey());
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    /**
     * Absent or NULL: mbedTLS 2.28 and tpm2-openssl write NULL for ECDSA, and RFC 4055 §5 has both accepted for RSA.
     * Of Ed25519 they are absent (RFC 8410 §3).
     */
    private static void requireParameters(Scheme scheme, ASN1Encodable parameters) {
        var edwards = scheme.keys.equals(ED25519);
        if (parameters != null && (edwards || !DERNull.INSTANCE.equals(parameters))) {
            throw refused(
                    "%s has parameters; accepted %s".formatted(scheme.name, edwards ? "are none" : "is NULL or none"));
        }
    }

    /** One hash for message and mask, as RFC 4055 §3.1 recommends; openssl's salt is as long as the key allows. */
    private static PSSParameterSpec pss(ASN1Encodable encoded) {
        return Optional.ofNullable(encoded)
                .filter(ASN1Sequence.class::isInstance)
                .map(RSASSAPSSparams::getInstance)
                .filter(RequestSignature::isPlain)
                .flatMap(parameters -> hash(parameters.getHashAlgorithm())
                        .filter(hash -> isSaltOf(hash, parameters.getSaltLength()))
                        .map(hash -> hash.pss(parameters.getSaltLength().intValueExact())))
                .orElseThrow(() -> refused("RSASSA-PSS is not accepted with these parameters; " + ACCEPTED
                        + ", MGF1 of the same hash, a salt at least as long, and trailer field 1"));
    }

    private static boolean isPlain(RSASSAPSSparams parameters) {
        var mask = parameters.getMaskGenAlgorithm();
        return PKCSObjectIdentifiers.id_mgf1.equals(mask.getAlgorithm())
                && hash(mask.getParameters()).equals(hash(parameters.getHashAlgorithm()))
                && RSASSAPSSparams.DEFAULT_TRAILER_FIELD.hasValue(parameters.getTrailerField());
    }

    private static boolean isSaltOf(Hash hash, BigInteger length) {
        return length.compareTo(BigInteger.valueOf(hash.octets)) >= 0
                && length.compareTo(BigInteger.valueOf(LONGEST_SALT)) <= 0;
    }

    /** With parameters absent or NULL: RFC 4055 §2.1 has both accepted. */
    private static Optional<Hash> hash(ASN1Encodable named) {
        return Optional.ofNullable(named)
                .map(AlgorithmIdentifier::getInstance)
                .filter(digest -> isAbsentOrNull(digest.getParameters()))
                .map(digest -> HASHES.get(digest.getAlgorithm()));
    }

    private static boolean isAbsentOrNull(ASN1Encodable parameters) {
        return parameters == null || DERNull.INSTANCE.equals(parameters);
    }

    private static String name(ASN1ObjectIdentifier algorithm) {
        return Optional.ofNullable(SCHEMES.get(algorithm))
                .map(Scheme::name)
                .orElseGet(() -> REFUSED.getOrDefault(algorithm, algorithm.getId()));
    }

    private static CaException refused(String what) {
        return new CaException(MALFORMED_REQUEST, "The request's signature algorithm " + what + ".");
    }
}
