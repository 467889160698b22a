package dev.hallmark.cli.login;

import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.client.http.Api;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Connections to servers whose certificates an authority issued that is trusted. */
final class Trust {

    private Trust() {}

    /** @param ca PEM file of authorities; without it those of the Java runtime are trusted */
    static HttpClient connections(Optional<Path> ca) throws IOException, CommandFailure {
        return ca.isPresent() ? Api.connections(context(ca.get())) : Api.connections();
    }

    private static SSLContext context(Path ca) throws IOException, CommandFailure {
        try (var pem = Files.newInputStream(ca)) {
            var authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            for (var authority : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                authorities.setCertificateEntry("authority-" + authorities.size(), authority);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new CommandFailure(ExitCode.USAGE, "%s holds no certificates in PEM".formatted(ca));
        }
    }
}
