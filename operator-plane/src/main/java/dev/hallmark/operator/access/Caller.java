package dev.hallmark.operator.access;

import dev.hallmark.commons.identity.TenantId;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
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
     * The tenant that the token speaks for.
     *
     * @throws AccessException when it names none, or one that this deployment does not serve
     */
    public TenantId tenant() {
        if (identity.getPrincipal() instanceof JsonWebToken token
                && token.getClaim("tenant") instanceof String name
                && tenants.contains(name)) {
            return TenantId.of(name);
        }
        throw AccessException.withoutTenant();
    }

    /** The subject, as it stands in events and in the audit trail. */
    public String actor() {
        return identity.getPrincipal().getName();
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
