package dev.hallmark.registry.batch;

import dev.hallmark.commons.validation.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;

/**
 * A batch as an operator asks for it.
 *
 * @param policy its id or name
 * @param rootOfTrust the kind of chip, for devices whose registration does not say; may be null
 * @param registerOnImport whether ids that no factory has registered are accepted
 * @param attributes free text
 */
record NewBatch(
        @NotBlank
                @Size(max = 100)
                @Pattern(regexp = "^[^\\x00-\\x1F\\x7F/]*$", message = "must not hold / or control characters")
                String name,
        @NotBlank @PlainText String policy,
        @Size(max = 128) @PlainText String rootOfTrust,
        boolean registerOnImport,
        @Size(max = 50) Map<@Size(max = 100) @PlainText String, @Size(max = 1000) @PlainText String> attributes) {

    NewBatch {
        attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
    }
}
