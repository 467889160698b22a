package dev.hallmark.sandbox.pki;

import dev.hallmark.sandbox.home.OwnerOnly;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;

/**
 * A small authority of this machine: it signs the server certificates of the sandbox, or the certificates of its
 * control connections. Device certificates come from ca-service and never from here.
 */
public final class SandboxAuthority {
    private static final Duration YEAR = Duration.ofDays(365);

    private final Path directory;
    private final String name;
    private final Certificates certificates;
    private final X509Certificate certificate;
    private final KeyPair keys;

    private SandboxAuthority(
            Path directory, String name, Certificates certificates, X509Certificate own, KeyPair keys) {
        this.directory = directory;
        this.name = name;
        this.certificates = certificates;
        this.certificate = own;
        this.keys = keys;
    }

    /** Opens the authority {@code <name>.pem}, {@code <name>-key.pem}, and makes it when it is missing. */
    public static SandboxAuthority open(Path directory, String name, Clock clock)
            throws IOException, GeneralSecurityException {
        var certificates = new Certificates(clock);
        if (!Files.exists(directory.resolve(name + "-key.pem"))) {
            var keys = certificates.newKeys();
            var own = certificates.authority("Hallmark sandbox " + name, keys, YEAR.multipliedBy(10));
            save(directory, name, own, keys);
        }
        var own = read(directory.resolve(name + ".pem"));
        return new SandboxAuthority(directory, name, certificates, own, keys(directory, name, own));
    }

    public Path certificateFile() {
        return directory.resolve(name + ".pem");
    }

    /** Writes {@code <name>.pem} and {@code <name>-key.pem} for a server on localhost, where missing or nearly over. */
    public void ensureServer(String server) throws IOException, GeneralSecurityException {
        if (needed(server)) {
            var fresh = certificates.newKeys();
            save(directory, server, certificates.server(server, fresh.getPublic(), certificate, keys, YEAR), fresh);
        }
    }

    /** Writes {@code <name>.pem} and {@code <name>-key.pem} for a client, where missing or nearly over. */
    public void ensureClient(String client) throws IOException, GeneralSecurityException {
        if (needed(client)) {
            var fresh = certificates.newKeys();
            save(directory, client, certificates.client(client, fresh.getPublic(), certificate, keys, YEAR), fresh);
        }
    }

    private boolean needed(String holder) throws IOException, GeneralSecurityException {
        var file = directory.resolve(holder + ".pem");
        return !Files.exists(directory.resolve(holder + "-key.pem")) || certificates.nearlyOver(read(file));
    }

    private static void save(Path directory, String name, X509Certificate certificate, KeyPair keys)
            throws IOException, GeneralSecurityException {
        OwnerOnly.createDirectories(directory);
        Files.writeString(directory.resolve(name + ".pem"), Pem.encode("CERTIFICATE", certificate.getEncoded()));
        var key = Pem.encode("PRIVATE KEY", keys.getPrivate().getEncoded());
        OwnerOnly.write(directory.resolve(name + "-key.pem"), key);
    }

    private static X509Certificate read(Path file) throws IOException, GeneralSecurityException {
        var der = Pem.decode(Files.readString(file));
        var factory = CertificateFactory.getInstance("X.509");
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    }

    private static KeyPair keys(Path directory, String name, X509Certificate own)
            throws IOException, GeneralSecurityException {
        var der = Pem.decode(Files.readString(directory.resolve(name + "-key.pem")));
        return new KeyPair(
                own.getPublicKey(), KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der)));
    }
}
