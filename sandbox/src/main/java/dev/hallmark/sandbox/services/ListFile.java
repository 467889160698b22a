package dev.hallmark.sandbox.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A list that the shell reads too: a line an entry, its columns apart by spaces, comments after {@code #}. */
public final class ListFile {
    private ListFile() {}

    public static List<List<String>> read(String name) {
        try (var file = ListFile.class.getResourceAsStream("/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.strip().split("\\s+", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
