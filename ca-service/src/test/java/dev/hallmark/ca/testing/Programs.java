package dev.hallmark.ca.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Other people's implementations, run as processes. */
public final class Programs {

    private Programs() {}

    /** Its exit code and all that it said. */
    public record Outcome(int code, String output) {}

    public static Outcome run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** A PEM file of these DER objects. */
    public static Path pem(Path file, String label, byte[]... objects) {
        try {
            return Files.writeString(
                    file,
                    List.of(objects).stream()
                            .map(der -> "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                                    .formatted(label, Base64.getMimeEncoder().encodeToString(der), label))
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
