package dev.hallmark.audit.token;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallmark.operator.access.Permission;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A machine token that was made, without the token itself.
 *
 * @param number in the order in which tokens were made
 * @param permissions by their names
 * @param creator the person who made it
 * @param revokedAt null while it is not revoked; so with {@code revokedBy} and {@code reason}
 * @param lastUsedAt to about a minute; null when it was never used
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IssuedToken(
        @JsonIgnore long number,
        UUID id,
        String name,
        List<String> permissions,
        Creator creator,
        Instant createdAt,
        Instant expiresAt,
        Instant revokedAt,
        String revokedBy,
        String reason,
        Instant lastUsedAt) {

    public IssuedToken {
        permissions = List.copyOf(permissions);
    }

    /**
     * A person.
     *
     * @param issuer of the token that the person had
     * @param name what people call them, null when that token did not say it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Creator(String issuer, String subject, String name) {}

    static List<String> names(List<Permission> permissions) {
        return permissions.stream().map(Permission::toString).toList();
    }
}
