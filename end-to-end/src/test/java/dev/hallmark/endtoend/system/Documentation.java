package dev.hallmark.endtoend.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The commands that our documentation prints, made to fit a sandbox that is not at the usual addresses. */
public final class Documentation {

    private static final Pattern COMMANDS = Pattern.compile("(?ms)^```bash\n(.*?)^```$");

    private final Sandbox sandbox;

    public Documentation(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** The blocks of commands of a page, in their order. */
    public List<String> commands(String page) {
        try {
            return COMMANDS.matcher(Files.readString(Sandbox.PROJECT.resolve(page)))
                    .results()
                    .map(block -> fit(block.group(1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A shell that runs commands in this directory and stops at the first that fails. */
    public ProcessBuilder shell(Path directory, String commands) {
        var shell = new ProcessBuilder("/bin/bash", "-euo", "pipefail", "-c", commands).directory(directory.toFile());
        shell.environment().putAll(sandbox.hallmark().environment());
        return shell;
    }

    private String fit(String commands) {
        return commands.replace("localhost:8081", sandbox.address("registry").getAuthority())
                .replace("localhost:8443", sandbox.address("gateway").getAuthority())
                .replace("-p 8883", "-p " + sandbox.address("mosquitto").getPort())
                .replace(".hallmark/", sandbox.home() + "/")
                .replace("docs/examples/", Sandbox.PROJECT + "/docs/examples/");
    }
}
