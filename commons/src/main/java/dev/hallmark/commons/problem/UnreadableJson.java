package dev.hallmark.commons.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What is wrong with a body, in words of our own: Jackson's name our classes and settings. */
final class UnreadableJson {

    /** For enums' values as their annotations spell them. */
    private static final JsonMapper NAMES = new JsonMapper();

    private UnreadableJson() {}

    static String sentence(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown -> "There is no field " + unknown.getPropertyName() + " here.";
            case InvalidFormatException format
            when format.getTargetType().isEnum() ->
                "This field accepts one of: " + values(format.getTargetType()) + ".";
            case JsonMappingException mapping
            when mapping.getPath().isEmpty() -> "The body does not have the form that is accepted here.";
            case JsonMappingException mapping -> "This field does not accept this value.";
            default -> "The body is not well-formed JSON.";
        };
    }

    /** Where it is wrong, as {@code member.0.member}. */
    static String field(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static String values(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(value -> NAMES.valueToTree(value).asText())
                .collect(Collectors.joining(", "));
    }
}
