package dev.hallmark.operator.token;

import dev.hallmark.operator.access.MachineToken;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Recognises callers by machine tokens; whoever brings another bearer token is the identity provider's. */
@ApplicationScoped
class MachineTokenAuthentication implements HttpAuthenticationMechanism {

    private static final String BEARER = "Bearer ";

    /** That of the identity provider has the default and one more. */
    private static final int FIRST = 100;

    private final MachineTokens tokens;
    private final TokenUses uses;

    MachineTokenAuthentication(MachineTokens tokens, TokenUses uses) {
        this.tokens = tokens;
        this.uses = uses;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        return bearer(context)
                .filter(MachineTokens::isOne)
                .map(this::authenticate)
                .orElseGet(() -> Uni.createFrom().nullItem());
    }

    private Uni<SecurityIdentity> authenticate(String bearer) {
        return tokens.verify(bearer).call(uses::report).map(MachineTokenAuthentication::identity);
    }

    private static SecurityIdentity identity(MachineToken token) {
        return QuarkusSecurityIdentity.builder().setPrincipal(token).build();
    }

    private static Optional<String> bearer(RoutingContext context) {
        return Optional.ofNullable(context.request().getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    /** Refusals are answered where all are. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    /** Before that of the identity provider, which refuses what it does not know. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + FIRST;
    }
}
