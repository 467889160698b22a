package dev.hallmark.console.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.client.policy.PolicyPreview;
import java.util.List;

/** A field that a change of a policy makes different, with its values as text. */
public record PolicyChange(String field, String from, String to, String reaches) {

    static List<PolicyChange> of(PolicyPreview preview) {
        return preview.changes().stream()
                .map(change ->
                        new PolicyChange(change.field(), text(change.from()), text(change.to()), change.reaches()))
                .toList();
    }

    private static String text(JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return "–";
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
