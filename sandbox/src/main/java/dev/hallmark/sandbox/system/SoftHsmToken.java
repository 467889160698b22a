package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.home.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A token of SoftHSM, which all services of the sandbox share. */
final class SoftHsmToken {

    static final String PIN = "softhsm";

    private static final String OFFICER_PIN = "softhsm.officer";
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
            Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"));

    private SoftHsmToken() {}

    static Path library() {
        return LIBRARIES.stream().filter(Files::exists).findFirst().orElseThrow(SoftHsmToken::missing);
    }

    private static IllegalArgumentException missing() {
        return new IllegalArgumentException(
                "--keys pkcs11 needs SoftHSM: sudo apt-get install softhsm2, or sudo dnf install softhsm");
    }

    static Map<String, String> environment(Home home) {
        return Map.of("SOFTHSM2_CONF", configuration(home).toString());
    }

    /** Makes the token, unless it is there. */
    static void prepare(Materials materials) throws IOException {
        if (LIBRARIES.stream().noneMatch(Files::exists)) {
            throw missing();
        }
        var home = materials.home();
        var made = home.data("softhsm").resolve("made");
        if (Files.exists(made)) {
            return;
        }
        // Whatever is there is of an attempt that was cut short; a token more does no harm.
        OwnerOnly.createDirectories(home.data("softhsm"));
        var tokens = Files.createTempDirectory(home.data("softhsm"), "tokens");
        OwnerOnly.write(
                configuration(home),
                "directories.tokendir = %s%nobjectstore.backend = file%nlog.level = ERROR%n".formatted(tokens));
        initialise(home, materials.secret(PIN), materials.secret(OFFICER_PIN));
        OwnerOnly.write(made, "");
    }

    /* The PINs are in a command line for a moment: the tool reads them from nowhere else without a terminal. */
    private static void initialise(Home home, String pin, String officerPin) throws IOException {
        var builder = new ProcessBuilder(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        "hallmark",
                        "--pin",
                        pin,
                        "--so-pin",
                        officerPin)
                .redirectErrorStream(true);
        builder.environment().putAll(environment(home));
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

    private static Path configuration(Home home) {
        return home.data("softhsm").resolve("softhsm2.conf");
    }
}
