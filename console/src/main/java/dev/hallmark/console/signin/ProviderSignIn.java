package dev.hallmark.console.signin;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.hallmark.console.session.Credentials;
import dev.hallmark.console.session.Grant;
import dev.hallmark.console.session.Person;
import dev.hallmark.console.session.SignIn;
import dev.hallmark.operator.access.Role;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * Signs people in at the OIDC provider: by the authorization code flow with PKCE (OpenID Connect Core 1.0 §3.1, RFC 7636).
 * Who they are is in the ID token; what they may do is in the access token, which is verified as each service verifies it.
 */
@Typed(ProviderSignIn.class)
@ApplicationScoped
class ProviderSignIn implements SignIn {

    private static final Map<Integer, String> WRONG = Map.of(
            ErrorCodes.SIGNATURE_INVALID, "its signature is wrong",
            ErrorCodes.ISSUER_INVALID, "its issuer is another",
            ErrorCodes.AUDIENCE_INVALID, "its audience is another",
            ErrorCodes.AUDIENCE_MISSING, "it names no audience",
            ErrorCodes.EXPIRED, "it has expired");

    static final String CALLBACK = "/sign-in/callback";
    static final String SIGNED_OUT = "/signed-out";

    private final ProviderSettings settings;
    private final Optional<URI> address;
    private final List<String> tenants;
    private final PendingSignIns pending;
    private final TenantIdentityProvider tokens;
    private final Vertx vertx;
    private final Clock clock;
    private volatile Optional<Provider> known = Optional.empty();

    ProviderSignIn(
            ProviderSettings settings,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<URI> address,
            @ConfigProperty(name = "hallmark.tenants") List<String> tenants,
            PendingSignIns pending,
            TenantIdentityProvider tokens,
            Vertx vertx,
            Clock clock) {
        this.settings = settings;
        this.address = address;
        this.tenants = List.copyOf(tenants);
        this.pending = pending;
        this.tokens = tokens;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Whether people sign in there. */
    boolean isUsed() {
        return settings.clientId().isPresent();
    }

    /** As it is known so far: its own name for itself, or else where it is. */
    String issuer() {
        return known.map(Provider::issuer)
                .orElseGet(() -> address.map(URI::toString).orElse(""));
    }

    @Override
    public URI again() {
        return URI.create(isUsed() ? SIGNED_OUT : "/sign-in");
    }

    /** Sends a browser to the provider, with what its answer must fit. */
    Uni<Response> begin(String next, Map<String, Cookie> cookies) {
        var state = new State();
        var begun = new PendingSignIn(
                new Nonce().getValue(),
                new CodeVerifier().getValue(),
                next,
                clock.instant().plus(PendingSignIns.AGE));
        return blocking(() -> provider().authorization(state, begun)).map(there -> {
            var answer = Response.seeOther(there).cookie(pending.keep(state.getValue(), begun));
            pending.surplus(cookies).forEach(answer::cookie);
            return answer.build();
        });
    }

    /**
     * The credentials of the person whom a browser brings back.
     *
     * @param query of the provider's answer
     */
    Uni<Credentials> credentials(String query, PendingSignIn begun) {
        return blocking(() -> provider().identify(query, begun)).chain(identified -> {
            var person = identified.person();
            var grant = new Grant(
                    refreshToken(identified.tokens()), identified.tokens().getIDTokenString());
            return verified(identified.tokens(), person.getSubject().getValue(), name(person), grant);
        });
    }

    @Override
    public Uni<Optional<Credentials>> renew(Credentials credentials) {
        return credentials
                .grant()
                .flatMap(Grant::refreshToken)
                .map(token -> renew(credentials, token))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /** Where a browser goes for the provider to end its own session. */
    Uni<Optional<URI>> end(Credentials credentials) {
        return credentials
                .grant()
                .map(grant -> blocking(() -> provider().endSession(grant.idToken()))
                        .onFailure()
                        .recoverWithItem(Optional.empty()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<Credentials>> renew(Credentials credentials, String token) {
        var person = credentials.person();
        return blocking(() -> provider().renew(token))
                .chain(next -> verified(next, person.subject(), person.name(), next(credentials, token, next)))
                .map(Optional::of)
                .onFailure(ProviderRefusal.class)
                .recoverWithItem(Optional.empty());
    }

    /** What a provider does not give anew stays (RFC 6749 §6, OpenID Connect Core 1.0 §12.2). */
    private static Grant next(Credentials credentials, String token, OIDCTokens next) {
        return new Grant(
                refreshToken(next).or(() -> Optional.of(token)),
                credentials.grant().orElseThrow().idToken());
    }

    private Uni<Credentials> verified(OIDCTokens given, String subject, String name, Grant grant) {
        var token = given.getAccessToken().getValue();
        return tokens.authenticate(new AccessTokenCredential(token))
                .onFailure(AuthenticationFailedException.class)
                .transform(cause -> ProviderRefusal.notAccepted("The access token is not accepted: " + reason(cause)))
                .onFailure(OIDCException.class)
                .transform(cause -> new IOException("the provider's keys cannot be read", cause))
                .map(identity -> {
                    var claims = (JsonWebToken) identity.getPrincipal();
                    return new Credentials(
                            person(claims, identity, subject, name),
                            token,
                            Instant.ofEpochSecond(claims.getExpirationTime()),
                            Optional.of(grant));
                });
    }

    private Person person(JsonWebToken claims, SecurityIdentity identity, String subject, String name) {
        if (!subject.equals(claims.getSubject())) {
            throw ProviderRefusal.notAccepted("The access token is of another person than the ID token.");
        }
        if (!(claims.getClaim("tenant") instanceof String tenant && tenants.contains(tenant))) {
            throw ProviderRefusal.withoutTenant(subject);
        }
        var roles = Arrays.stream(Role.values())
                .map(Role::toString)
                .filter(identity::hasRole)
                .collect(Collectors.toUnmodifiableSet());
        return new Person(claims.getIssuer(), subject, name, tenant, roles);
    }

    private static String name(IDTokenClaimsSet person) {
        return Optional.ofNullable(person.getStringClaim("preferred_username"))
                .or(() -> Optional.ofNullable(person.getStringClaim("name")))
                .orElseGet(() -> person.getSubject().getValue());
    }

    private static Optional<String> refreshToken(OIDCTokens given) {
        return Optional.ofNullable(given.getRefreshToken()).map(RefreshToken::getValue);
    }

    /** Not the failure's own words: they hold the token. */
    private static String reason(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidJwtException token) {
                return WRONG.entrySet().stream()
                        .filter(wrong -> token.hasErrorCode(wrong.getKey()))
                        .map(Map.Entry::getValue)
                        .collect(Collectors.joining(", "));
            }
        }
        return "it is no signed JSON Web Token of this provider";
    }

    /** Read when it is first needed: the console starts without the provider. */
    private Provider provider() throws IOException {
        var found = known;
        if (found.isEmpty()) {
            found = Optional.of(Provider.discover(address.orElseThrow(), settings));
            known = found;
        }
        return found.get();
    }

    private <T> Uni<T> blocking(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }
}
