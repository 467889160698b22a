package dev.hallmark.ca.authority;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/** The extensions that certificates of authorities and of devices share (RFC 5280 §4.2). */
public final class PkiExtensions {

    private static final int KEY_ID_OCTETS = 20;

    private final ExtensionsGenerator generator = new ExtensionsGenerator();

    public PkiExtensions critical(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return add(type, true, value);
    }

    public PkiExtensions plain(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return add(type, false, value);
    }

    public PkiExtensions subjectKey(SubjectPublicKeyInfo key) {
        return plain(Extension.subjectKeyIdentifier, new SubjectKeyIdentifier(keyId(key)));
    }

    public PkiExtensions authorityKey(X509CertificateHolder issuer) {
        var keyId = SubjectKeyIdentifier.fromExtensions(issuer.getExtensions()).getKeyIdentifier();
        return plain(Extension.authorityKeyIdentifier, new AuthorityKeyIdentifier(keyId));
    }

    public PkiExtensions crlAt(String uri) {
        var point = new DistributionPoint(distributionPoint(uri), null, null);
        return plain(Extension.cRLDistributionPoints, new CRLDistPoint(new DistributionPoint[] {point}));
    }

    public PkiExtensions issuerAt(String uri) {
        return plain(
                Extension.authorityInfoAccess,
                new AuthorityInformationAccess(AccessDescription.id_ad_caIssuers, uri(uri)));
    }

    public Extensions generate() {
        return generator.generate();
    }

    public static DistributionPointName distributionPoint(String uri) {
        return new DistributionPointName(new GeneralNames(uri(uri)));
    }

    private static GeneralName uri(String uri) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, uri);
    }

    private PkiExtensions add(ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {
        try {
            generator.addExtension(type, critical, value);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RFC 7093 §2 (1): the leftmost 160 bits of the SHA-256 of the key's bit string. */
    private static byte[] keyId(SubjectPublicKeyInfo key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(key.getPublicKeyData().getOctets());
            return Arrays.copyOf(digest, KEY_ID_OCTETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
