package dev.hallmark.console.audit;

import dev.hallmark.client.audit.AuditRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A record as pages show it. What an operator did and what else happened are records of different members.
 *
 * @param deed for {@link AuditMessages#deed}: method and path of an operation without the address of the API, or the type
 *     of an event without its version
 */
public record ShownRecord(
        AuditRecord record,
        String deed,
        Optional<String> outcome,
        Optional<String> targetType,
        Optional<String> targetId,
        Optional<String> reason) {

    static ShownRecord of(AuditRecord record) {
        var data = record.data();
        var target = map(data.get("target"));
        return new ShownRecord(
                record,
                text(data, "operation").map(ShownRecord::operation).orElseGet(() -> event(record.type())),
                text(data, "outcome"),
                text(target, "type").or(() -> subject(data)),
                text(target, "id").or(() -> text(data, "serial")).or(() -> text(data, "deviceId")),
                text(data, "reason"));
    }

    /** Such as {@code POST batches} or {@code POST sign-in}; a parameter is an asterisk. */
    private static String operation(String operation) {
        return operation
                .replaceFirst("^([A-Z]+) (?:/api/[a-z]+/v[0-9]+)?/", "$1 ")
                .replaceAll("\\{[^}]*\\}", "*");
    }

    /** The type of an event without its version. */
    static String event(String type) {
        return type.replaceFirst("^dev\\.hallmark\\.", "").replaceFirst("\\.v[0-9]+$", "");
    }

    private static Optional<String> subject(Map<String, Object> data) {
        return data.containsKey("serial")
                ? Optional.of("certificate")
                : Optional.of("device").filter(type -> data.containsKey("deviceId"));
    }

    /** A member of what the event says; empty when it is none or no text. */
    public Optional<String> said(String member) {
        return text(record.data(), member);
    }

    /** Who issued the token of the person. */
    public Optional<String> issuer() {
        return text(map(record.data().get("actor")), "issuer");
    }

    public String roles() {
        return map(record.data().get("actor")).get("roles") instanceof List<?> roles
                ? roles.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : "";
    }

    /** The page of what was changed; empty when there is none. */
    public Optional<String> page() {
        return targetId.flatMap(id -> switch (targetType.orElse("")) {
            case "device" -> Optional.of("/devices/" + id);
            case "batch" -> Optional.of("/batches/" + id);
            case "policy" -> Optional.of("/policies/" + id);
            case "certificate" -> Optional.of("/certificates/" + id);
            case "import" -> Optional.of("/imports/" + id);
            default -> Optional.empty();
        });
    }

    /** One of Tabler's. */
    public String colour() {
        return switch (outcome.orElse("")) {
            case "done" -> "green";
            case "refused" -> "orange";
            case "failed" -> "red";
            default -> "secondary";
        };
    }

    private static Optional<String> text(Map<String, Object> from, String member) {
        return Optional.ofNullable(from.get(member))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    private static Map<String, Object> map(Object value) {
        var copy = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> found) {
            found.forEach((key, member) -> copy.put(String.valueOf(key), member));
        }
        return copy;
    }
}
