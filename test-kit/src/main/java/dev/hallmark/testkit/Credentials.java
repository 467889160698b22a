package dev.hallmark.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate with its key. */
public record Credentials(PrivateKey key, X509Certificate certificate) {

    /** Writes {@code <name>.pem} and {@code <name>.key}. */
    public void write(Path directory, String name) {
        write(directory.resolve(name + ".pem"), directory.resolve(name + ".key"));
    }

    /** Writes both, PEM. */
    public void write(Path certificateFile, Path keyFile) {
        try {
            Files.writeString(certificateFile, Pem.of(certificate));
            Files.writeString(keyFile, Pem.of("PRIVATE KEY", key.getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
