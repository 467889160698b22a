package dev.hallmark.device.peer;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A small authority: for the fake gateway's server certificate, and for the certificates that it issues. */
public final class TestAuthority {

    private final KeyPair keys = keyPair();
    private final X509Certificate certificate;

    public TestAuthority(String name) throws Exception {
        certificate = sign(new X500Name("CN=" + name), new X500Name("CN=" + name), keys.getPublic(), null, true);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public X509Certificate issueClient(String commonName, PublicKey key) throws Exception {
        return sign(issuer(), new X500Name("CN=" + commonName), key, KeyPurposeId.id_kp_clientAuth, false);
    }

    /** A server certificate for localhost. */
    public KeyStore issueServer() throws Exception {
        var server = keyPair();
        var leaf =
                sign(issuer(), new X500Name("CN=localhost"), server.getPublic(), KeyPurposeId.id_kp_serverAuth, false);
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, new char[0]);
        store.setKeyEntry("server", server.getPrivate(), new char[0], new X509Certificate[] {leaf});
        return store;
    }

    public KeyManagerFactory serverKeyManagers() throws Exception {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(issueServer(), new char[0]);
        return managers;
    }

    public static String pem(X509Certificate certificate) throws Exception {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    public static String pem(String label, byte[] der) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    public static byte[] certificatesOnly(X509Certificate... certificates) throws Exception {
        var generator = new CMSSignedDataGenerator();
        generator.addCertificates(new JcaCertStore(List.of(certificates)));
        return generator.generate(new CMSAbsentContent()).getEncoded("DER");
    }

    private X500Name issuer() {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private X509Certificate sign(
            X500Name issuer, X500Name subject, PublicKey key, KeyPurposeId usage, boolean authority) throws Exception {
        var now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(System.nanoTime()),
                Date.from(now.minusSeconds(60)),
                Date.from(now.plusSeconds(86_400)),
                subject,
                key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (usage != null) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(usage));
            var name = new GeneralName(GeneralName.dNSName, "localhost");
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(name));
        }
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static KeyPair keyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
