package dev.hallmark.events.audit;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.EventData;
import java.util.List;

/**
 * An operator changed something, or was refused.
 *
 * @param permission what the operation asks for, such as {@code certificates:change}
 * @param operation its method and path as OpenAPI has them, such as {@code POST /api/ca/v1/certificates/{serial}/hold}
 * @param path the path of the request, without its query
 * @param target null when the request was refused before its target was looked up; the path names it
 * @param address the caller's IP address, null when the connection had none
 * @param reason the caller's for a change, ours for a refusal or failure; null when there is none
 * @param traceId of the W3C trace context of the request, null when it has none
 */
public record AuditRecorded(
        TenantId tenant,
        Actor actor,
        String permission,
        String operation,
        String path,
        Target target,
        String address,
        Outcome outcome,
        String reason,
        String traceId)
        implements EventData {

    /**
     * Who it was.
     *
     * @param issuer of the token, null when it names none; a subject is unique for one issuer only
     * @param roles those of the token that we know
     * @param creator who made the machine token that the actor is, null for anybody else
     */
    public record Actor(String issuer, String subject, List<String> roles, Creator creator) {

        public Actor {
            roles = List.copyOf(roles);
        }

        public Actor(String issuer, String subject, List<String> roles) {
            this(issuer, subject, roles, null);
        }
    }

    /** The person who made a machine token. */
    public record Creator(String issuer, String subject) {}

    /** What it was done to: a {@code device}, {@code batch}, {@code import}, ... by its id. */
    public record Target(String type, String id) {}

    /** What became of it. */
    public enum Outcome {
        /** It is running, and another record says how it ended. */
        @JsonProperty("started")
        STARTED,
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED,
        /** The caller may not do it. */
        @JsonProperty("refused")
        REFUSED,
        /** One of a newer version. */
        @JsonEnumDefaultValue
        UNKNOWN
    }

    @Override
    public String key() {
        return tenant.name();
    }
}
