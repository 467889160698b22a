package dev.hallmark.ca.authority;

import dev.hallmark.commons.identity.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** The to-be-signed certificates of authorities. */
final class AuthorityCertificate {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 128;
    private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    private AuthorityCertificate() {}

    static X500Name subject(TenantId tenant, String id) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, tenant.name())
                .addRDN(BCStyle.CN, id)
                .build();
    }

    static byte[] root(X500Name subject, SigningKey key, PublicKey shown, Instant now, Duration validity) {
        var info = info(shown);
        var extensions = authority(info, new BasicConstraints(true)).generate();
        return encode(key, subject, subject, info, now, now.plus(validity), extensions);
    }

    /** Its certificate lasts no longer than the root's. */
    static byte[] issuing(
            Authority root, X500Name subject, PublicKey key, Instant now, Duration validity, PkiAddresses addresses) {
        var info = info(key);
        var extensions = authority(info, new BasicConstraints(0))
                .authorityKey(root.certificate())
                .crlAt(addresses.crl(root.id()))
                .issuerAt(addresses.certificate(root.id()))
                .generate();
        var rootEnd = root.certificate().getNotAfter().toInstant();
        var end = now.plus(validity).isAfter(rootEnd) ? rootEnd : now.plus(validity);
        return encode(root.key(), root.certificate().getSubject(), subject, info, now, end, extensions);
    }

    private static PkiExtensions authority(SubjectPublicKeyInfo key, BasicConstraints constraints) {
        return new PkiExtensions()
                .critical(Extension.basicConstraints, constraints)
                .critical(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .subjectKey(key);
    }

    private static byte[] encode(
            SigningKey signer,
            X500Name issuer,
            X500Name subject,
            SubjectPublicKeyInfo key,
            Instant now,
            Instant end,
            Extensions extensions) {
        var generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(new BigInteger(SERIAL_BITS, RANDOM).max(BigInteger.ONE)));
        generator.setSignature(signer.identifier());
        generator.setIssuer(issuer);
        generator.setSubject(subject);
        generator.setSubjectPublicKeyInfo(key);
        generator.setStartDate(time(now.minus(CLOCK_TOLERANCE)));
        generator.setEndDate(time(end));
        generator.setExtensions(extensions);
        try {
            return generator.generateTBSCertificate().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Time time(Instant instant) {
        return new Time(Date.from(instant.truncatedTo(ChronoUnit.SECONDS)));
    }

    private static SubjectPublicKeyInfo info(PublicKey key) {
        return SubjectPublicKeyInfo.getInstance(key.getEncoded());
    }
}
