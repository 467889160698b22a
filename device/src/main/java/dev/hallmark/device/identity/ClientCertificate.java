package dev.hallmark.device.identity;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** A device's certificate, leaf first, with the key it belongs to: what mutual TLS needs. */
public record ClientCertificate(SigningKey key, List<X509Certificate> chain) {

    private static final char[] NO_PASSWORD = new char[0];

    public ClientCertificate {
        chain = List.copyOf(chain);
    }

    public static ClientCertificate read(Path file, SigningKey key) throws IOException {
        return new ClientCertificate(key, Certificates.parse(Files.readString(file)));
    }

    public X509Certificate leaf() {
        return chain.getFirst();
    }

    public String pem() {
        try (var text = new StringWriter();
                var writer = new PemWriter(text)) {
            for (var certificate : chain) {
                writer.writeObject(new PemObject("CERTIFICATE", certificate.getEncoded()));
            }
            writer.flush();
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public KeyManagerFactory keyManagers() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry("device", key.privateKey(), NO_PASSWORD, chain.toArray(X509Certificate[]::new));
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, NO_PASSWORD);
            return managers;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
