package dev.hallmark.commons.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CertificateList;

/**
 * A full CRL whose signature has been checked.
 *
 * @param number RFC 5280 §5.2.3, growing with each issue
 */
public record RevocationList(X509CRL crl, BigInteger number) {
    private static final String CRL_NUMBER = "2.5.29.20";

    static RevocationList parse(byte[] der, X509Certificate issuer) throws GeneralSecurityException {
        var crl = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        crl.verify(issuer.getPublicKey());
        requireOneEncoding(der);
        return new RevocationList(crl, number(crl));
    }

    /** Nothing around the signed part may differ either: one CRL has one encoding, DER (RFC 5280 §5.1.1). */
    private static void requireOneEncoding(byte[] octets) throws CRLException {
        try {
            var list = CertificateList.getInstance(octets);
            if (list.getSignature().getPadBits() != 0 || !Arrays.equals(list.getEncoded(ASN1Encoding.DER), octets)) {
                throw new CRLException("the CRL is not DER");
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new CRLException("the CRL is not DER", e);
        }
    }

    /** A late answer of another replica must not make a revoked certificate valid again. */
    RevocationList orNewer(Optional<RevocationList> other) {
        return other.filter(known -> known.number.compareTo(number) > 0).orElse(this);
    }

    boolean revokes(X509Certificate certificate) {
        return crl.isRevoked(certificate);
    }

    private static BigInteger number(X509CRL crl) {
        byte[] extension = crl.getExtensionValue(CRL_NUMBER);
        return extension == null
                ? BigInteger.ZERO
                : ASN1Integer.getInstance(ASN1OctetString.getInstance(extension).getOctets())
                        .getPositiveValue();
    }
}
