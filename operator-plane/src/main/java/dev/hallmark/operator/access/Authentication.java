package dev.hallmark.operator.access;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Requires a token below {@code /api} before anything else is read: the path, its parameters, the body. */
@ApplicationScoped
class Authentication {

    private static final String OPERATOR_PLANE = "/api/";

    private final CurrentIdentityAssociation identities;

    Authentication(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    @ServerRequestFilter(preMatching = true)
    Uni<Response> authenticate(ContainerRequestContext request) {
        return request.getUriInfo().getPath().startsWith(OPERATOR_PLANE)
                ? identified()
                : Uni.createFrom().nullItem();
    }

    /** Completes with null once the caller is authenticated. */
    Uni<Response> identified() {
        return identities.getDeferredIdentity().map(identity -> {
            if (identity.isAnonymous()) {
                throw AccessException.missing();
            }
            requireSubject(identity);
            identities.setIdentity(identity);
            return null;
        });
    }

    /** An actor is identified by the subject, not by any other name in the token. */
    private static void requireSubject(SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof JsonWebToken token
                && (token.getSubject() == null || token.getSubject().isBlank())) {
            throw AccessException.withoutSubject();
        }
    }
}
