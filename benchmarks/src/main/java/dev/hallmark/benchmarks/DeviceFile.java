package dev.hallmark.benchmarks;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A JSON file of random device ids. */
final class DeviceFile {

    private static final int ID_OCTETS = 32;

    private DeviceFile() {}

    /** Writes so many; returns the last. */
    @CanIgnoreReturnValue
    static String write(Path file, int devices) throws IOException {
        var random = new SecureRandom();
        var octets = new byte[ID_OCTETS];
        var id = "";
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("{\"devices\":[");
            for (int i = 0; i < devices; i++) {
                random.nextBytes(octets);
                id = HexFormat.of().formatHex(octets);
                writer.write((i == 0 ? "\n\"" : ",\n\"") + id + '"');
            }
            writer.write("\n]}\n");
        }
        return id;
    }
}
