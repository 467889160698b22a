package dev.hallmark.keys.keystore;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the key file is, for the provider {@code keystore}. */
@ConfigMapping(prefix = "hallmark.keys.keystore")
interface KeystoreSettings {

    /** The PKCS#12 file; it and its directory are created when they are missing. */
    Optional<Path> path();

    /** What encrypts the file. */
    Optional<String> password();
}
