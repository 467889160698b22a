package dev.hallmark.commons.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program, which knows nothing of the code here. */
final class Openssl {

    private Openssl() {}

    /** A new key in the file {@code key}, and its SubjectPublicKeyInfo in {@code spki}. */
    static void generate(Path directory, String kind, String option) throws Exception {
        var arguments = new ArrayList<>(List.of("genpkey", "-algorithm", kind, "-out", "key"));
        Collections.addAll(arguments, option.isEmpty() ? new String[0] : new String[] {"-pkeyopt", option});
        run(directory, arguments);
        run(directory, List.of("pkey", "-in", "key", "-pubout", "-outform", "DER", "-out", "spki"));
    }

    static void run(Path directory, List<String> arguments) throws Exception {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(arguments);
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(directory.resolve("output")))
                .isZero();
    }
}
