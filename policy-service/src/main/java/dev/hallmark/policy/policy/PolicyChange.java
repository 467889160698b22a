package dev.hallmark.policy.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One field that a change of a policy touches.
 *
 * @param from what it says now, null where there is nothing
 * @param to what it is to say
 * @param reaches when a device of the policy first meets the change
 */
public record PolicyChange(String field, JsonNode from, JsonNode to, Reach reaches) {

    /** What a device does next that the field decides about. */
    public enum Reach {
        @JsonProperty("attestation")
        ATTESTATION,
        @JsonProperty("enrolment")
        ENROLMENT,
        @JsonProperty("connection")
        CONNECTION;

        static Reach of(String field) {
            return switch (field.split("\\.", 2)[0]) {
                case "attestation" -> ATTESTATION;
                case "certificate" -> ENROLMENT;
                default -> CONNECTION;
            };
        }
    }

    /** What is different in the JSON of two definitions, field by field. */
    static List<PolicyChange> between(JsonNode from, JsonNode to) {
        var changes = new ArrayList<PolicyChange>();
        compare("", from, to, changes);
        return List.copyOf(changes);
    }

    private static void compare(String path, JsonNode from, JsonNode to, Collection<PolicyChange> changes) {
        if (from.isObject() || to.isObject()) {
            names(from, to).forEach(name -> compare(below(path, name), from.path(name), to.path(name), changes));
        } else if (!from.equals(to)) {
            changes.add(new PolicyChange(path, orNull(from), orNull(to), Reach.of(path)));
        }
    }

    private static TreeSet<String> names(JsonNode from, JsonNode to) {
        var names = new TreeSet<String>();
        Stream.of(from, to).forEach(node -> node.fieldNames().forEachRemaining(names::add));
        return names;
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static JsonNode orNull(JsonNode node) {
        return node instanceof MissingNode ? NullNode.instance : node;
    }
}
