package dev.hallmark.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The second implementation that our keys and certificates are checked against. */
public final class OpenSsl {
    private OpenSsl() {}

    /** Runs openssl and returns what it printed, errors included, and its exit code at the end. */
    public static String run(Object... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("openssl"));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + "exit " + process.waitFor();
    }
}
