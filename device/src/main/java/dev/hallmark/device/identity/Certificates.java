package dev.hallmark.device.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;

/** Reads certificates in PEM, and creates trust managers that accept only these. */
public final class Certificates {

    private Certificates() {}

    public static List<X509Certificate> parse(String pem) throws IOException {
        try {
            var certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            if (certificates.isEmpty()) {
                throw new IOException("There is no certificate in this PEM text");
            }
            return certificates.stream().map(X509Certificate.class::cast).toList();
        } catch (GeneralSecurityException e) {
            throw new IOException("Not certificates in PEM: " + e.getMessage(), e);
        }
    }

    public static X509Certificate decode(byte[] der) throws IOException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new IOException("Not a certificate: " + e.getMessage(), e);
        }
    }

    /** Trust managers that accept these authorities and no others, the platform's own included. */
    public static TrustManagerFactory trustIn(List<X509Certificate> authorities) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, new char[0]);
            for (var i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            return managers;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("These authorities cannot be trusted", e);
        }
    }
}
