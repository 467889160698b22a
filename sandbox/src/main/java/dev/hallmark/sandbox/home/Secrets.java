package dev.hallmark.sandbox.home;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** The random secrets of one home: made when first asked for, and the same ever after. */
public final class Secrets {
    private static final int BYTES = 32;

    private final Path file;
    private final Properties secrets;
    private final SecureRandom random = new SecureRandom();

    private Secrets(Path file, Properties secrets) {
        this.file = file;
        this.secrets = secrets;
    }

    public static Secrets of(Home home) throws IOException {
        var file = home.directory().resolve("secrets.properties");
        var secrets = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                secrets.load(reader);
            }
        }
        return new Secrets(file, secrets);
    }

    /** Returns the base64 of 32 random bytes. */
    public synchronized String named(String name) throws IOException {
        var known = secrets.getProperty(name);
        return known == null ? create(name) : known;
    }

    private String create(String name) throws IOException {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        secrets.setProperty(name, Base64.getEncoder().encodeToString(bytes));
        var text = new StringWriter();
        secrets.store(text, "Secrets of this sandbox; other files and keys depend on them.");
        OwnerOnly.write(file, text.toString());
        return secrets.getProperty(name);
    }
}
