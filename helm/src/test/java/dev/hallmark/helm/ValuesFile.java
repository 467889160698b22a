package dev.hallmark.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A values.yaml. Before each key a comment describes it ({@code # -- ...}); what its default does not say about the values
 * that it takes follows as JSON Schema ({@code # @schema {...}}).
 */
record ValuesFile(List<Entry> entries, JsonNode defaults) {

    /** A key, by its path. */
    record Entry(List<String> path, String description, ObjectNode schema) {

        Entry {
            path = List.copyOf(path);
        }

        String key() {
            return path.getLast();
        }

        boolean isChildOf(List<String> parent) {
            return path.size() == parent.size() + 1
                    && path.subList(0, parent.size()).equals(parent);
        }
    }

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z0-9./_-]+):( .*)?");
    private static final String DESCRIPTION = "# -- ";
    private static final String SCHEMA = "# @schema ";

    ValuesFile {
        entries = List.copyOf(entries);
    }

    static ValuesFile read(Path chart) {
        var file = chart.resolve("values.yaml");
        try {
            return new ValuesFile(
                    new Reader().read(Charts.lines(file)), Manifests.YAML.readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Entry> childrenOf(List<String> parent) {
        return entries.stream().filter(entry -> entry.isChildOf(parent)).toList();
    }

    JsonNode defaultOf(List<String> path) {
        var value = defaults;
        for (var key : path) {
            value = value.path(key);
        }
        return value;
    }

    private static final class Reader {

        private static final int INDENT = 2;

        private final List<Entry> entries = new ArrayList<>();
        private final Deque<String> path = new ArrayDeque<>();
        private String description = "";
        private ObjectNode schema = JSON.createObjectNode();

        List<Entry> read(List<String> lines) throws JsonProcessingException {
            for (var line : lines) {
                line(line);
            }
            return entries;
        }

        private void line(String line) throws JsonProcessingException {
            var text = line.strip();
            var key = KEY.matcher(line);
            if (text.startsWith(DESCRIPTION)) {
                description = text.substring(DESCRIPTION.length());
            } else if (text.startsWith(SCHEMA)) {
                schema = JSON.readValue(text.substring(SCHEMA.length()), ObjectNode.class);
            } else if (text.startsWith("#") && !description.isEmpty()) {
                description += text.substring(1);
            } else if (key.matches()) {
                key(key.group(1).length() / INDENT, key.group(2));
            }
        }

        private void key(int depth, String key) {
            while (path.size() > depth) {
                path.removeLast();
            }
            path.addLast(key);
            entries.add(new Entry(List.copyOf(path), description, schema));
            description = "";
            schema = JSON.createObjectNode();
        }
    }
}
