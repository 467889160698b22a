package dev.hallmark.device.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The second opinion. */
public final class Openssl {

    private Openssl() {}

    /** Runs openssl in a directory; fails unless its exit code is 0. */
    public static void run(Path directory, String... arguments) throws IOException, InterruptedException {
        var unused = ask(directory, arguments);
    }

    /** Runs openssl in a directory and returns everything it said; fails unless its exit code is 0. */
    public static String ask(Path directory, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("openssl " + String.join(" ", arguments) + ": " + said);
        }
        return said;
    }
}
