package dev.hallmark.console.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A field of a form that is drawn from a JSON Schema: a property of an object.
 *
 * @param type of its input: {@code text}, {@code number}, {@code checkbox}, {@code select}, {@code long} for text of many
 *     lines, {@code list} for one value in each line
 * @param value as text; of a list, in lines
 */
public record SettingField(
        String name,
        String title,
        String description,
        Type type,
        boolean required,
        String value,
        Optional<String> minimum,
        Optional<String> maximum,
        Optional<String> pattern,
        List<String> options,
        Optional<String> error) {

    private static final int LONG = 1000;

    /** What it is typed into. */
    public enum Type {
        TEXT,
        LONG,
        LIST,
        NUMBER,
        CHECKBOX,
        SELECT
    }

    public SettingField {
        options = List.copyOf(options);
    }

    /** The fields of the properties of a schema, in its order. */
    public static List<SettingField> of(
            Map<String, Object> schema, Map<String, String> values, Map<String, String> errors) {
        var required = list(schema.get("required"));
        return map(schema.get("properties")).entrySet().stream()
                .map(property -> {
                    var name = property.getKey();
                    var of = map(property.getValue());
                    return field(
                            name,
                            of,
                            required.contains(name),
                            values.getOrDefault(name, text(of.get("default"))),
                            Optional.ofNullable(errors.get(name)));
                })
                .toList();
    }

    private static SettingField field(
            String name, Map<String, Object> of, boolean required, String value, Optional<String> error) {
        var title = text(of.get("title"));
        return new SettingField(
                name,
                title.isEmpty() ? name : title,
                text(of.get("description")),
                type(of),
                required,
                value,
                optional(of.get("minimum")),
                optional(of.get("maximum")),
                optional(of.get("pattern")),
                list(of.get("enum")),
                error);
    }

    private static Type type(Map<String, Object> of) {
        if (of.containsKey("enum")) {
            return Type.SELECT;
        }
        return switch (text(of.get("type"))) {
            case "integer", "number" -> Type.NUMBER;
            case "boolean" -> Type.CHECKBOX;
            case "array" -> Type.LIST;
            default -> of.get("maxLength") instanceof Number most && most.intValue() > LONG ? Type.LONG : Type.TEXT;
        };
    }

    /** The JSON value of what was typed; empty when nothing was. The service judges it: text that is no number stays text. */
    Optional<Object> json() {
        if (type == Type.CHECKBOX) {
            return Optional.of("true".equals(value));
        }
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (type) {
                    case NUMBER -> number();
                    case LIST ->
                        value.lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .toList();
                    default -> value;
                });
    }

    private Object number() {
        try {
            return value.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(value) : Double.valueOf(value);
        } catch (NumberFormatException e) {
            return value;
        }
    }

    /** A JSON value as it is typed. */
    static String typed(Object json) {
        return json instanceof List<?> values
                ? String.join("\n", values.stream().map(String::valueOf).toList())
                : text(json);
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    private static Optional<String> optional(Object value) {
        return Optional.ofNullable(value).map(Object::toString);
    }

    private static List<String> list(Object value) {
        return value instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<String, Object> map(Object value) {
        var copy = new LinkedHashMap<String, Object>();
        Stream.of(value)
                .filter(Map.class::isInstance)
                .flatMap(found -> ((Map<?, ?>) found).entrySet().stream())
                .forEach(entry -> copy.put(entry.getKey().toString(), entry.getValue()));
        return copy;
    }
}
