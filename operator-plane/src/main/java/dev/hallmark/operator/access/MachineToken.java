package dev.hallmark.operator.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hallmark.commons.identity.TenantId;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The claims of a machine token: what a program may do that has no identity provider.
 *
 * @param subject {@code token:} and the id
 * @param id of the token
 * @param permissions by their names, such as {@code registrations:add}
 * @param creator the person who made it
 * @param issuedAt seconds since 1970
 * @param expiresAt seconds since 1970
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MachineToken(
        @JsonProperty("iss") String issuer,
        @JsonProperty("sub") String subject,
        @JsonProperty("aud") String audience,
        @JsonProperty("jti") UUID id,
        TenantId tenant,
        List<String> permissions,
        Person creator,
        @JsonProperty("iat") long issuedAt,
        @JsonProperty("exp") long expiresAt)
        implements Principal {

    /** The issuer of every machine token, beside the identity provider of people. */
    public static final String ISSUER = "hallmark-machine-tokens";

    /** The audience of all tokens of operators. */
    public static final String AUDIENCE = "hallmark-api";

    private static final String SUBJECT = "token:";

    public MachineToken {
        permissions = permissions == null ? List.of() : List.copyOf(permissions);
    }

    /** The subject of the token with this id. */
    public static String subject(UUID id) {
        return SUBJECT + id;
    }

    /** Whether it has all that it must have, and is for the operators' APIs. */
    @JsonIgnore
    public boolean isWhole() {
        return ISSUER.equals(issuer)
                && AUDIENCE.equals(audience)
                && id != null
                && subject(id).equals(subject)
                && tenant != null
                && creator != null
                && creator.subject() != null;
    }

    /** What it may do: of what it claims, nothing that is a person's alone. */
    @JsonIgnore
    public Set<Permission> granted() {
        return permissions.stream()
                .map(Permission::named)
                .flatMap(Optional::stream)
                .filter(permission -> !permission.isForPeopleOnly())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    @JsonIgnore
    public String getName() {
        return subject;
    }
}
