package dev.hallmark.console.session;

import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** A person as the operator plane knows callers: by the claims of their token. */
record SessionPrincipal(Person person) implements JsonWebToken {

    private static final String TENANT = "tenant";

    @Override
    public String getName() {
        return person.subject();
    }

    @Override
    public Set<String> getClaimNames() {
        return Set.of(Claims.iss.name(), Claims.sub.name(), Claims.groups.name(), TENANT);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As the interface has it.
    public <T> T getClaim(String name) {
        return (T)
                switch (name) {
                    case "iss" -> person.issuer();
                    case "sub" -> person.subject();
                    case "groups" -> person.roles();
                    case TENANT -> person.tenant();
                    default -> null;
                };
    }
}
