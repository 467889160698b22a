package dev.hallmark.keys.pkcs11;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A token in software. The library finds its tokens by the environment variable SOFTHSM2_CONF, which the build sets for
 * tests.
 */
final class SoftHsm {

    static final String PIN = "a-test-pin";

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/softhsm/libsofthsm2.so"));

    private SoftHsm() {}

    static synchronized Pkcs11Token token() throws IOException, InterruptedException {
        var configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
        if (!Files.exists(configuration)) {
            initialise(configuration);
        }
        return Pkcs11Token.open(library(), 0, PIN.toCharArray());
    }

    static Path library() {
        return LIBRARIES.stream().filter(Files::exists).findFirst().orElseThrow();
    }

    private static void initialise(Path configuration) throws IOException, InterruptedException {
        var tokens = Files.createDirectories(configuration.resolveSibling("tokens"));
        Files.writeString(
                configuration,
                "directories.tokendir = %s%nobjectstore.backend = file%nlog.level = ERROR%n"
                        .formatted(tokens.toAbsolutePath()));
        var command = Stream.of(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        "hallmark",
                        "--so-pin",
                        "so-pin",
                        "--pin",
                        PIN)
                .toList();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("softhsm2-util has failed");
        }
    }
}
