package dev.hallmark.commons.security;

import dev.hallmark.commons.identity.TenantId;
import io.quarkus.security.ForbiddenException;
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
     * @throws ForbiddenException when it names none, or one that this deployment does not serve
     */
    public TenantId tenant() {
        if (identity.getPrincipal() instanceof JsonWebToken token
                && token.getClaim("tenant") instanceof String name
                && tenants.contains(name)) {
            return TenantId.of(name);
        }
        throw new ForbiddenException("the token names no tenant of ours");
    }

    /** The subject, as it stands in events and in the audit trail. */
    public String actor() {
        return identity.getPrincipal().getName();
    }
}
