package dev.hallmark.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;

/** The schema of a chart's values, written from its values.yaml. */
final class ValuesSchema {

    private static final String GLOBAL = "global";

    private final ValuesFile values;
    private final boolean umbrella;

    private ValuesSchema(ValuesFile values, boolean umbrella) {
        this.values = values;
        this.umbrella = umbrella;
    }

    static String of(Path chart) {
        var umbrella = chart.equals(Charts.UMBRELLA);
        try {
            return ValuesFile.JSON
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(new ValuesSchema(ValuesFile.read(chart), umbrella).root())
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode root() {
        var root = ValuesFile.JSON.createObjectNode();
        root.put("$schema", "http://json-schema.org/draft-07/schema#");
        root.put("$comment", "Generated from values.yaml; a test in the module helm keeps it up to date.");
        root.put("type", "object");
        var properties = properties(root, List.of());
        // What Helm itself adds: the values of the library, and in a service's chart the condition of the umbrella's.
        properties.putObject(Charts.LIBRARY).put("type", "object");
        if (!umbrella) {
            properties.putObject("enabled").put("type", "boolean");
            checkGlobalWhenAlone(root);
        }
        return root;
    }

    /** Within the umbrella, which gives the condition, its schema judges them, and one message is enough. */
    private static void checkGlobalWhenAlone(ObjectNode root) {
        root.putObject("if").putObject("not").putArray("required").add("enabled");
        root.putObject("then").putObject("properties").set(GLOBAL, global());
    }

    private static ObjectNode global() {
        return new ValuesSchema(ValuesFile.read(Charts.UMBRELLA), true).schema(List.of(GLOBAL), "", empty());
    }

    private ObjectNode properties(ObjectNode schema, List<String> path) {
        schema.put("additionalProperties", false);
        var properties = schema.putObject("properties");
        for (var child : values.childrenOf(path)) {
            properties.set(child.key(), schema(child.path(), child.description(), child.schema()));
        }
        return properties;
    }

    private ObjectNode schema(List<String> path, String description, ObjectNode more) {
        var schema = empty();
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        schema.put("type", type(values.defaultOf(path)));
        if (!values.childrenOf(path).isEmpty()) {
            var ignored = properties(schema, path);
        }
        if (umbrella && Charts.services().contains(path.getLast())) {
            // Its own schema judges the rest.
            schema.remove("additionalProperties");
        }
        schema.setAll(more);
        return schema;
    }

    private static ObjectNode empty() {
        return ValuesFile.JSON.createObjectNode();
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NUMBER -> "integer";
            case STRING -> "string";
            case BINARY, MISSING, NULL, POJO ->
                throw new IllegalArgumentException("a value needs a default that shows its type, not " + value);
        };
    }
}
