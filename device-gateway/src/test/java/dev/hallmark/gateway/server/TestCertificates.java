package dev.hallmark.gateway.server;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Authorities, devices and a server certificate for tests. */
record TestCertificates(String name, KeyPair keys, X509Certificate certificate) {
    private static final Duration DAY = Duration.ofDays(1);

    static TestCertificates root(String name) {
        var keys = freshKeys();
        return new TestCertificates(name, keys, certify(name, keys, name, keys, authority(), DAY, DAY));
    }

    TestCertificates issuing(String child) {
        return child(child, authority(), DAY, DAY);
    }

    /** A device whose certificate ends so far from now, or has ended. */
    TestCertificates device(String child, Duration end) {
        return child(child, KeyPurposeId.id_kp_clientAuth, DAY.plus(DAY), end);
    }

    TestCertificates server() {
        return server(freshKeys());
    }

    TestCertificates rsaServer() {
        return server(rsaKeys());
    }

    private TestCertificates server(KeyPair serverKeys) {
        var purpose = KeyPurposeId.id_kp_serverAuth;
        return new TestCertificates(
                "localhost", serverKeys, certify(name, keys, "localhost", serverKeys, purpose, DAY, DAY));
    }

    /** Writes {@code <file>.pem} and {@code <file>.key}. */
    void write(Path directory, String file) {
        try {
            Files.writeString(directory.resolve(file + ".pem"), pem(certificate));
            Files.writeString(directory.resolve(file + ".key"), pem(new JcaPKCS8Generator(keys.getPrivate(), null)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TestCertificates child(String child, ASN1Encodable kind, Duration before, Duration after) {
        var childKeys = freshKeys();
        return new TestCertificates(child, childKeys, certify(name, keys, child, childKeys, kind, before, after));
    }

    private static BasicConstraints authority() {
        return new BasicConstraints(true);
    }

    private static X509Certificate certify(
            String issuer,
            KeyPair by,
            String subject,
            KeyPair keys,
            ASN1Encodable kind,
            Duration before,
            Duration after) {
        var now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + issuer),
                BigInteger.valueOf(System.nanoTime()),
                Date.from(now.minus(before)),
                Date.from(now.plus(after)),
                new X500Name("CN=" + subject),
                keys.getPublic());
        try {
            boolean ca = kind instanceof BasicConstraints;
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(ca ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
            if (kind instanceof KeyPurposeId purpose) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, subject)));
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(Object object) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }

    private static KeyPair rsaKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair freshKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
