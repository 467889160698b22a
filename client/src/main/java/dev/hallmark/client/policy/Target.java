package dev.hallmark.client.policy;

import java.util.Map;

/**
 * Where devices are to connect.
 *
 * @param kind such as {@code mosquitto}
 * @param settings of this kind of target, JSON values
 */
public record Target(String kind, Map<String, Object> settings) {

    public Target {
        settings = Map.copyOf(settings);
    }
}
