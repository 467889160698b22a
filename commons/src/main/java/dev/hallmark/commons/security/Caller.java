package dev.hallmark.commons.security;

import dev.hallmark.commons.identity.TenantId;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who calls the operator plane, from the token that was verified. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;

    public Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /**
     * The tenant that the token speaks for.
     *
     * @throws ForbiddenException when it names none
     */
    public TenantId tenant() {
        if (identity.getPrincipal() instanceof JsonWebToken token && token.getClaim("tenant") instanceof String name) {
            return TenantId.of(name);
        }
        throw new ForbiddenException("the token names no tenant");
    }

    /** The subject, as it stands in events and in the audit trail. */
    public String actor() {
        return identity.getPrincipal().getName();
    }
}
