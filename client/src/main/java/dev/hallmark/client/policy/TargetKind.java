package dev.hallmark.client.policy;

import java.util.Map;

/**
 * A kind of target that policies can have.
 *
 * @param kind such as {@code mosquitto}
 * @param settingsSchema the JSON Schema of its settings
 */
public record TargetKind(String kind, Map<String, Object> settingsSchema) {

    public TargetKind {
        settingsSchema = Map.copyOf(settingsSchema);
    }
}
