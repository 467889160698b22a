package dev.hallmark.testkit;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of P-256: roots, issuing authorities below them, devices, servers and full CRLs. */
public record TestAuthority(String name, KeyPair keys, X509Certificate certificate) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 127;
    private static final Duration DAY = Duration.ofDays(1);

    public static TestAuthority root(String name) {
        var keys = TestKeys.p256();
        return new TestAuthority(name, keys, authority(name, keys, name, keys));
    }

    public TestAuthority issuing(String child) {
        var own = TestKeys.p256();
        return new TestAuthority(child, own, authority(name, keys, child, own));
    }

    public Credentials client(String commonName) {
        return client(commonName, DAY);
    }

    /** A client whose certificate ends so far from now, or has ended. */
    public Credentials client(String commonName, Duration end) {
        return endEntity(commonName, TestKeys.p256(), KeyPurposeId.id_kp_clientAuth, end);
    }

    /** A server at {@code localhost}. */
    public Credentials server() {
        return server(TestKeys.p256());
    }

    public Credentials server(KeyPair own) {
        return endEntity("localhost", own, KeyPurposeId.id_kp_serverAuth, DAY);
    }

    /** A full CRL, DER. */
    public byte[] crl(long number, Set<BigInteger> revoked) {
        try {
            var now = Instant.now();
            var builder = new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(now));
            builder.setNextUpdate(Date.from(now.plus(DAY)));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(keys.getPublic()));
            revoked.forEach(serial -> builder.addCRLEntry(serial, Date.from(now), CRLReason.keyCompromise));
            return builder.build(signer(keys)).getEncoded();
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Credentials endEntity(String commonName, KeyPair own, KeyPurposeId purpose, Duration end) {
        try {
            var builder = builder(name, commonName, own, end);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, commonName)));
            return new Credentials(own.getPrivate(), sign(builder, keys));
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate authority(String issuer, KeyPair signer, String subject, KeyPair own) {
        try {
            var builder = builder(issuer, subject, own, DAY);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return sign(builder, signer);
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From two days ago, so that an end may lie in the past. */
    private static X509v3CertificateBuilder builder(String issuer, String subject, KeyPair own, Duration end) {
        var now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + issuer),
                new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE),
                Date.from(now.minus(DAY.multipliedBy(2))),
                Date.from(now.plus(end)),
                new X500Name("CN=" + subject),
                own.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair signer) {
        try {
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(signer)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ContentSigner signer(KeyPair keys) throws OperatorCreationException {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    }
}
