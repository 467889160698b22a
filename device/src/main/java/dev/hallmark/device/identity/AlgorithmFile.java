package dev.hallmark.device.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The algorithm of the identity key in a device's directory: {@code identity.algorithm}, or ES256 without this file.
 */
public final class AlgorithmFile {

    private static final String NAME = "identity.algorithm";

    private AlgorithmFile() {}

    public static IdentityAlgorithm read(Path directory) throws IOException {
        var file = directory.resolve(NAME);
        try {
            return Files.exists(file)
                    ? IdentityAlgorithm.named(Files.readString(file).strip())
                    : IdentityAlgorithm.ES256;
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    public static void write(Path directory, IdentityAlgorithm algorithm) throws IOException {
        if (algorithm != IdentityAlgorithm.ES256) {
            OwnerOnly.write(directory.resolve(NAME), algorithm + "\n");
        }
    }
}
