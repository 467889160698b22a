package dev.hallmark.policy.target;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The kinds of targets that this installation has connectors for. */
@ApplicationScoped
public class Targets {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");
    private static final String KIND = "target.kind";
    private static final String SETTINGS = "target.settings";

    private final Map<String, TargetConnector> connectors = new TreeMap<>();
    private final Map<String, JsonSchema> schemas = new TreeMap<>();

    Targets(@All List<TargetConnector> all) {
        var factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        for (var connector : all) {
            connectors.put(connector.kind(), connector);
            schemas.put(connector.kind(), factory.getSchema(connector.settingsSchema()));
        }
    }

    public List<TargetConnector> all() {
        return List.copyOf(connectors.values());
    }

    public Optional<TargetConnector> find(String kind) {
        return Optional.ofNullable(connectors.get(kind));
    }

    /** What is wrong with these settings for this kind of target, by field; empty when nothing is. */
    public List<FieldError> check(String kind, ObjectNode settings) {
        var schema = schemas.get(kind);
        if (schema == null) {
            return List.of(new FieldError(KIND, "must be one of " + String.join(", ", connectors.keySet())));
        }
        return schema.validate(settings).stream()
                .map(Targets::error)
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
    }

    /** Settings out of text, with the numbers and truth values that the schema of this kind asks for. */
    public ObjectNode settings(String kind, Map<String, String> text) {
        var properties = find(kind)
                .map(connector -> connector.settingsSchema().path("properties"))
                .orElse(MissingNode.getInstance());
        var settings = JsonNodeFactory.instance.objectNode();
        text.forEach((key, value) -> {
            var type = properties.path(key).path("type").asText();
            // What is no number stays text, and the schema says so by field.
            if (type.equals("integer") && INTEGER.matcher(value).matches()) {
                settings.put(key, Integer.parseInt(value));
            } else if (type.equals("boolean")) {
                settings.put(key, Boolean.parseBoolean(value));
            } else {
                settings.put(key, value);
            }
        });
        return settings;
    }

    private static FieldError error(ValidationMessage message) {
        var path = new StringBuilder(SETTINGS);
        var location = message.getInstanceLocation();
        for (int i = 0; i < location.getNameCount(); i++) {
            path.append('.').append(location.getElement(i));
        }
        // For "required" and "additionalProperties" the location is the object around the field that is meant.
        if (message.getProperty() != null) {
            path.append('.').append(message.getProperty());
        }
        return new FieldError(path.toString(), message.getError());
    }
}
