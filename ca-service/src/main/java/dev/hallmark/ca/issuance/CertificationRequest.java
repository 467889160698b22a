package dev.hallmark.ca.issuance;

import static dev.hallmark.ca.CaException.Code.MALFORMED_REQUEST;
import static dev.hallmark.ca.CaException.Code.REQUEST_NOT_ALLOWED;
import static dev.hallmark.ca.CaException.Code.REQUEST_TOO_LARGE;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.authority.Signatures;
import dev.hallmark.commons.encoding.DerText;
import dev.hallmark.commons.identity.InvalidPublicKeyException;
import dev.hallmark.commons.identity.SubjectPublicKey;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * A PKCS#10 request (RFC 2986) of which only the key counts: names and extensions that it asks for are
 * ignored.
 *
 * @param infoDigest SHA-256 of the CertificationRequestInfo: two requests with the same one are the same request, even
 *     though their ECDSA signatures differ
 */
public record CertificationRequest(SubjectPublicKey key, byte[] infoDigest) {

    /** The longest one that is read. */
    public static final int MOST_OCTETS = DerText.CERTIFICATION_REQUEST.mostOctets();

    private static final int MOST_ATTRIBUTES = 16;
    private static final int MOST_EXTENSIONS = 32;

    /**
     * Reads a request and checks that the requester has the key.
     *
     * @throws CaException saying what is wrong with it
     */
    public static CertificationRequest parse(byte[] der) {
        if (der.length > MOST_OCTETS) {
            throw new CaException(
                    REQUEST_TOO_LARGE, "A certification request has at most %d octets.".formatted(MOST_OCTETS));
        }
        try {
            return read(der);
        } catch (InvalidPublicKeyException e) {
            throw new CaException(MALFORMED_REQUEST, "The request's public key is " + e.getMessage() + ".", e);
        } catch (IOException | RuntimeException e) {
            throw e instanceof CaException refusal ? refusal : malformed("is not PKCS#10 in DER", e);
        }
    }

    /** SHA-256 of the key that is to be certified. */
    byte[] keyDigest() {
        return Signatures.sha256(key.der());
    }

    private static CertificationRequest read(byte[] der) throws IOException, InvalidPublicKeyException {
        var parts = parts(der);
        var request = org.bouncycastle.asn1.pkcs.CertificationRequest.getInstance(parts);
        var info = request.getCertificationRequestInfo();
        var key = SubjectPublicKey.parse(info.getSubjectPublicKeyInfo().getEncoded(ASN1Encoding.DER));
        requireWorksInTls(key);
        var signed = parts.getObjectAt(0).toASN1Primitive().getEncoded(ASN1Encoding.DL);
        var signature = RequestSignature.of(request.getSignatureAlgorithm(), key);
        if (!signature.isBy(key, signed, request.getSignature().getOctets())) {
            throw malformed("is not signed by its own key", null);
        }
        requireModest(info);
        return new CertificationRequest(key, Signatures.sha256(info.getEncoded(ASN1Encoding.DER)));
    }

    /**
     * DER but for the order of sets, which BouncyCastle would correct: wolfSSL writes attributes unsorted, and signs them
     * so. What is encoded again in the order as sent is the octets as sent.
     */
    private static ASN1Sequence parts(byte[] der) throws IOException {
        try (var input = new ASN1InputStream(der, false)) {
            var request = input.readObject();
            if (request == null || !Arrays.equals(request.getEncoded(ASN1Encoding.DL), der)) {
                throw malformed("is not in DER, or is followed by other octets", null);
            }
            return ASN1Sequence.getInstance(request);
        }
    }

    private static void requireWorksInTls(SubjectPublicKey key) {
        if (!key.algorithm().worksInTls()) {
            throw new CaException(
                    REQUEST_NOT_ALLOWED,
                    "TLS cannot use keys of %s: a device with such an identity has an operational key of another kind."
                            .formatted(key.algorithm().jose()));
        }
    }

    private static void requireModest(CertificationRequestInfo info) {
        var attributes = info.getAttributes();
        if (attributes == null) {
            return;
        }
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw malformed("has more than %d attributes".formatted(MOST_ATTRIBUTES), null);
        }
        for (var element : attributes) {
            var attribute = Attribute.getInstance(element);
            if (PKCSObjectIdentifiers.pkcs_9_at_extensionRequest.equals(attribute.getAttrType())) {
                attribute.getAttrValues().forEach(value -> requireModest(Extensions.getInstance(value)));
            }
        }
    }

    private static void requireModest(Extensions asked) {
        if (asked.getExtensionOIDs().length > MOST_EXTENSIONS) {
            throw malformed("asks for more than %d extensions".formatted(MOST_EXTENSIONS), null);
        }
        var constraints = asked.getExtensionParsedValue(Extension.basicConstraints);
        if (constraints != null && BasicConstraints.getInstance(constraints).isCA()) {
            throw new CaException(REQUEST_NOT_ALLOWED, "A device is given no certificate of an authority.");
        }
    }

    private static CaException malformed(String what, Exception cause) {
        return new CaException(MALFORMED_REQUEST, "The certification request " + what + ".", cause);
    }
}
