package dev.hallmark.sandbox.component;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is run, where, and which file takes what it prints.
 *
 * @param environment beside that of the launcher: what other users of the machine must not see in a command line
 */
public record Program(List<String> command, Path directory, Path log, Map<String, String> environment) {
    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    public Program(List<String> command, Path directory, Path log) {
        this(command, directory, log, Map.of());
    }
}
