package dev.hallmark.mosquitto.session;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** The agent's certificate and the authorities that it trusts, read again for each use, since they may be rotated. */
final class ControlCredentials {

    private static final char[] NO_PASSWORD = new char[0];

    private ControlCredentials() {}

    static MqttClientSslConfig read(ControlSettings settings) throws IOException, GeneralSecurityException {
        return MqttClientSslConfig.builder()
                .keyManagerFactory(keys(settings))
                .trustManagerFactory(trusted(settings))
                .build();
    }

    private static KeyManagerFactory keys(ControlSettings settings) throws IOException, GeneralSecurityException {
        var store = empty();
        var chain = certificates(settings.certificateFile());
        store.setKeyEntry("agent", key(settings.keyFile()), NO_PASSWORD, chain);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        return keys;
    }

    private static TrustManagerFactory trusted(ControlSettings settings) throws IOException, GeneralSecurityException {
        var store = empty();
        for (var certificate : certificates(settings.caFile())) {
            store.setCertificateEntry("ca-" + store.size(), certificate);
        }
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        return trusted;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Certificate[] certificates(Path file) throws IOException, GeneralSecurityException {
        var pem = new ByteArrayInputStream(Files.readAllBytes(file));
        return CertificateFactory.getInstance("X.509").generateCertificates(pem).toArray(Certificate[]::new);
    }

    private static PrivateKey key(Path file) throws IOException {
        try (var pem = new PEMParser(Files.newBufferedReader(file))) {
            var converter = new JcaPEMKeyConverter();
            return switch (pem.readObject()) {
                case PrivateKeyInfo key -> converter.getPrivateKey(key);
                case PEMKeyPair pair -> converter.getPrivateKey(pair.getPrivateKeyInfo());
                case null, default -> throw new IOException(file + " holds no private key in PEM");
            };
        }
    }
}
