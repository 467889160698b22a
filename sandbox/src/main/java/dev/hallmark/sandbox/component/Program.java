package dev.hallmark.sandbox.component;

import java.nio.file.Path;
import java.util.List;

/** What is run, where, and which file takes what it prints. */
public record Program(List<String> command, Path directory, Path log) {
    public Program {
        command = List.copyOf(command);
    }
}
