package dev.hallmark.registry;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** A good body, in which each value in turn is what it should not be. */
final class SpoiltJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = "put something else here";

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "1.5",
            "1e400",
            "99999999999999999999999999",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"../../etc\"",
            "[]",
            "{}",
            "[null]",
            "{\"\":null}",
            "[".repeat(3_000) + "]".repeat(3_000),
            "\"" + "a".repeat(100_000) + "\"",
            "NaN",
            "'a'",
            "");

    private SpoiltJson() {}

    static List<String> of(String good) {
        var tree = read(good);
        return pointers(JsonPointer.empty(), tree)
                .flatMap(at -> VALUES.stream().map(value -> spoilt(tree, at, value)))
                .toList();
    }

    /** The same body, in which each member in turn comes twice. */
    static List<String> withOneTwice(String good) {
        var tree = read(good);
        return pointers(JsonPointer.empty(), tree)
                .filter(at -> !at.matches() && tree.at(at.head()).isObject())
                .map(at ->
                        spoilt(tree, at, tree.at(at) + ",\"" + at.last().getMatchingProperty() + "\":" + tree.at(at)))
                .toList();
    }

    private static Stream<JsonPointer> pointers(JsonPointer here, JsonNode node) {
        var inside =
                switch (node) {
                    case ObjectNode object ->
                        object.propertyStream()
                                .flatMap(member -> pointers(here.appendProperty(member.getKey()), member.getValue()));
                    case ArrayNode array when !array.isEmpty() -> pointers(here.appendIndex(0), array.get(0));
                    default -> Stream.<JsonPointer>empty();
                };
        return Stream.concat(Stream.of(here), inside);
    }

    private static String spoilt(JsonNode tree, JsonPointer at, String value) {
        if (at.matches()) {
            return value;
        }
        var copy = tree.deepCopy();
        switch (copy.at(at.head())) {
            case ObjectNode object -> object.put(at.last().getMatchingProperty(), MARK);
            case ArrayNode array -> array.set(0, MARK);
            default -> throw new IllegalStateException(at.toString());
        }
        return copy.toString().replace("\"" + MARK + "\"", value);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
