package dev.hallmark.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A token of SoftHSM in a directory of its own. Processes that use it find it by a variable of their environment. */
public record SoftHsm(Path directory) {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
            Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"));

    /** The PKCS#11 library; empty where SoftHSM is not installed. */
    public static Optional<Path> library() {
        return LIBRARIES.stream().filter(Files::exists).findFirst();
    }

    /** What a process that uses the token needs. */
    public Map<String, String> environment() {
        return Map.of("SOFTHSM2_CONF", directory.resolve("softhsm2.conf").toString());
    }

    /** Makes the token, unless it is there; what an attempt has left that was cut short is not used again. */
    public void make(String pin, String officerPin) throws IOException {
        var made = directory.resolve("made");
        if (Files.exists(made)) {
            return;
        }
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var tokens = Files.createTempDirectory(directory, "tokens");
        Files.writeString(
                Path.of(environment().get("SOFTHSM2_CONF")),
                "directories.tokendir = %s%nobjectstore.backend = file%nlog.level = ERROR%n".formatted(tokens));
        initialise(pin, officerPin);
        Files.createFile(made);
    }

    /* The PINs are in a command line for a moment: the tool reads them from nowhere else without a terminal. */
    private void initialise(String pin, String officerPin) throws IOException {
        var command = List.of(
                "softhsm2-util", "--init-token", "--free", "--label", "hallmark", "--pin", pin, "--so-pin", officerPin);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("softhsm2-util made no token: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
