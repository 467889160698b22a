package dev.hallmark.sandbox.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Builds the few kinds of certificates that the sandbox needs for itself. */
final class Certificates {
    private static final int SERIAL_BITS = 127;
    private static final Duration RENEWAL_WINDOW = Duration.ofDays(30);

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Certificates(Clock clock) {
        this.clock = clock;
    }

    KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    boolean nearlyOver(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant().isBefore(clock.instant().plus(RENEWAL_WINDOW));
    }

    X509Certificate authority(String name, KeyPair keys, Duration validity) throws GeneralSecurityException {
        var subject = new X500Name("CN=" + name);
        var builder = builder(subject, subject, keys.getPublic(), validity);
        add(builder, Extension.basicConstraints, true, new BasicConstraints(0));
        add(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        add(builder, Extension.subjectKeyIdentifier, false, utilities().createSubjectKeyIdentifier(keys.getPublic()));
        return sign(builder, keys);
    }

    X509Certificate server(String name, PublicKey key, X509Certificate issuer, KeyPair signer, Duration validity)
            throws GeneralSecurityException {
        var names = new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        };
        var builder = endEntity(name, key, issuer, KeyPurposeId.id_kp_serverAuth, validity);
        add(builder, Extension.subjectAlternativeName, false, new GeneralNames(names));
        return sign(builder, signer);
    }

    X509Certificate client(String name, PublicKey key, X509Certificate issuer, KeyPair signer, Duration validity)
            throws GeneralSecurityException {
        return sign(endEntity(name, key, issuer, KeyPurposeId.id_kp_clientAuth, validity), signer);
    }

    private X509v3CertificateBuilder endEntity(
            String name, PublicKey key, X509Certificate issuer, KeyPurposeId purpose, Duration validity)
            throws GeneralSecurityException {
        var issuerName = X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
        var builder = builder(issuerName, new X500Name("CN=" + name), key, validity);
        add(builder, Extension.basicConstraints, true, new BasicConstraints(false));
        add(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        add(builder, Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        add(builder, Extension.subjectKeyIdentifier, false, utilities().createSubjectKeyIdentifier(key));
        add(builder, Extension.authorityKeyIdentifier, false, utilities().createAuthorityKeyIdentifier(issuer));
        return builder;
    }

    private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, PublicKey key, Duration validity) {
        var serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
        var now = clock.instant();
        var notBefore = Date.from(now.minus(Duration.ofHours(1)));
        return new JcaX509v3CertificateBuilder(issuer, serial, notBefore, Date.from(now.plus(validity)), subject, key);
    }

    private static void add(
            X509v3CertificateBuilder builder, ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {
        try {
            builder.addExtension(type, critical, value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JcaX509ExtensionUtils utilities() throws GeneralSecurityException {
        return new JcaX509ExtensionUtils();
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair signer)
            throws GeneralSecurityException {
        try {
            var contentSigner = new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(contentSigner));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
