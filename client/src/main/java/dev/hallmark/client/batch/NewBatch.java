package dev.hallmark.client.batch;

import java.util.Map;
import java.util.Optional;

/**
 * A batch that is to be created.
 *
 * @param name 1 to 100 characters, without control characters and {@code /}
 * @param policy its id or name
 * @param rootOfTrust of devices that an import registers; at most 128 characters
 * @param registerOnImport whether an import also registers devices that are not registered yet
 * @param attributes of the operator's own: at most 50, each of 1,000 characters at most
 */
public record NewBatch(
        String name,
        String policy,
        Optional<String> rootOfTrust,
        boolean registerOnImport,
        Map<String, String> attributes) {

    public NewBatch {
        attributes = Map.copyOf(attributes);
    }

    /** For devices that are registered before. */
    public static NewBatch of(String name, String policy) {
        return new NewBatch(name, policy, Optional.empty(), false, Map.of());
    }

    public NewBatch registeringOnImport() {
        return new NewBatch(name, policy, rootOfTrust, true, attributes);
    }
}
