package dev.hallmark.operator.access;

import dev.hallmark.commons.identity.TenantId;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who calls the operator plane, from the token that was verified. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;
    private final List<String> tenants;

    public Caller(SecurityIdentity identity, @ConfigProperty(name = "hallmark.tenants") List<String> tenants) {
        this.identity = identity;
        this.tenants = List.copyOf(tenants);
    }

    /**
     * The token's tenant.
     *
     * @throws AccessException when it names none, or one that this deployment does not serve
     */
    public TenantId tenant() {
        return served().orElseThrow(AccessException::withoutTenant);
    }

    /** Whether the token names a tenant that is served here. */
    public boolean hasTenant() {
        return served().isPresent();
    }

    private Optional<TenantId> served() {
        return identity.getPrincipal() instanceof JsonWebToken token
                        && token.getClaim("tenant") instanceof String name
                        && tenants.contains(name)
                ? Optional.of(TenantId.of(name))
                : Optional.empty();
    }

    /** The subject, as in events and in the audit trail. */
    public String actor() {
        return identity.getPrincipal().getName();
    }

    /** The token's issuer: a subject is unique for one issuer only. */
    public Optional<String> issuer() {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.ofNullable(token.getIssuer())
                : Optional.empty();
    }

    /** The names of those of the token's roles that we know. */
    public List<String> roles() {
        return Arrays.stream(Role.values())
                .map(Role::toString)
                .filter(identity::hasRole)
                .toList();
    }

    /** Whether one of the caller's roles has this permission. */
    public boolean may(Permission permission) {
        return permission.roles().stream().anyMatch(role -> identity.hasRole(role.toString()));
    }

    /**
     * Refuses a caller without this permission, or without a tenant to have it in.
     *
     * @throws AccessException 403
     */
    public void require(Permission permission) {
        if (!may(permission)) {
            throw AccessException.lacks(permission);
        }
        var unused = tenant();
    }
}
