package dev.hallmark.console.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The OIDC provider as the console's client talks to it. What it asks blocks. */
final class Provider {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int TIMEOUT = Math.toIntExact(PATIENCE.toMillis());
    private static final int LARGEST_DOCUMENT = 1 << 20;
    private static final int SERVER_ERROR = 500;

    private final OIDCProviderMetadata metadata;
    private final ClientSecretBasic client;
    private final Scope scope;
    private final URI callback;
    private final URI signedOut;
    private final JWKSource<SecurityContext> keys;

    private Provider(OIDCProviderMetadata metadata, ClientSecretBasic client, Scope scope, URI callback, URI signedOut)
            throws IOException {
        this.metadata = metadata;
        this.client = client;
        this.scope = scope;
        this.callback = callback;
        this.signedOut = signedOut;
        var retriever = new DefaultResourceRetriever(TIMEOUT, TIMEOUT, LARGEST_DOCUMENT);
        this.keys = JWKSourceBuilder.<SecurityContext>create(
                        metadata.getJWKSetURI().toURL(), retriever)
                .build();
    }

    /**
     * Reads what the provider says of itself (OpenID Connect Discovery 1.0 §4).
     *
     * @throws IOException when it does not answer, or nothing of the kind
     */
    static Provider discover(URI address, ProviderSettings settings) throws IOException {
        var document = URI.create(address.toString().replaceAll("/$", "") + "/.well-known/openid-configuration");
        try {
            var metadata = OIDCProviderMetadata.parse(
                    send(new HTTPRequest(HTTPRequest.Method.GET, document)).getBodyAsJSONObject());
            return new Provider(
                    metadata,
                    new ClientSecretBasic(
                            new ClientID(settings.clientId().orElseThrow()),
                            new Secret(settings.clientSecret().orElseThrow())),
                    new Scope(settings.scopes().toArray(String[]::new)),
                    below(settings, ProviderSignIn.CALLBACK),
                    below(settings, ProviderSignIn.SIGNED_OUT));
        } catch (ParseException e) {
            throw new IOException(document + " does not describe an OIDC provider", e);
        }
    }

    String issuer() {
        return metadata.getIssuer().getValue();
    }

    /** Where the browser goes, and what it takes along. */
    URI authorization(State state, PendingSignIn pending) {
        return new AuthenticationRequest.Builder(ResponseType.CODE, scope, client.getClientID(), callback)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .state(state)
                .nonce(new Nonce(pending.nonce()))
                .codeChallenge(new CodeVerifier(pending.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * The tokens for the answer that the browser brings back.
     *
     * @param query with which it came
     * @throws ProviderRefusal when the provider refuses, or says anything that does not belong to this sign-in
     */
    Identified identify(String query, PendingSignIn pending) throws IOException {
        try {
            var verifier = new CodeVerifier(pending.verifier());
            var tokens = tokens(new AuthorizationCodeGrant(code(query), callback, verifier));
            return new Identified(tokens, validate(tokens, pending));
        } catch (ParseException | IllegalArgumentException e) {
            // Not in its own words: they hold the code.
            throw ProviderRefusal.notAccepted("The answer of the provider is not understood.");
        }
    }

    /** Who signs in, and what for. */
    record Identified(OIDCTokens tokens, IDTokenClaimsSet person) {}

    /**
     * The next tokens.
     *
     * @throws ProviderRefusal when the person may no longer be signed in
     */
    OIDCTokens renew(String refreshToken) throws IOException {
        try {
            return tokens(new RefreshTokenGrant(new RefreshToken(refreshToken)));
        } catch (ParseException e) {
            throw new IOException("the provider's answer is not understood", e);
        }
    }

    /** Where a browser ends the provider's own session, if that can be done (OpenID Connect RP-Initiated Logout 1.0 §2). */
    Optional<URI> endSession(String idToken) {
        try {
            var person = JWTParser.parse(idToken);
            return Optional.ofNullable(metadata.getEndSessionEndpointURI())
                    .map(endpoint -> new LogoutRequest(endpoint, person, signedOut, null).toURI());
        } catch (java.text.ParseException e) {
            return Optional.empty();
        }
    }

    private AuthorizationCode code(String query) throws ParseException {
        var answer = AuthenticationResponseParser.parse(URI.create(callback + "?" + query));
        if (answer.getIssuer() != null && !answer.getIssuer().equals(metadata.getIssuer())) {
            throw ProviderRefusal.notAccepted("The answer is of another provider (RFC 9207).");
        }
        if (!answer.indicatesSuccess()) {
            throw ProviderRefusal.denied(
                    answer.toErrorResponse().getErrorObject().getCode());
        }
        var code = answer.toSuccessResponse().getAuthorizationCode();
        if (code == null) {
            throw ProviderRefusal.notAccepted("The answer has no code.");
        }
        return code;
    }

    private OIDCTokens tokens(AuthorizationGrant grant) throws IOException, ParseException {
        var request = new TokenRequest.Builder(metadata.getTokenEndpointURI(), client, grant).build();
        var response = OIDCTokenResponseParser.parse(send(request.toHTTPRequest()));
        if (!response.indicatesSuccess()) {
            var error = response.toErrorResponse().getErrorObject();
            throw ProviderRefusal.notAccepted("The provider gives no token: " + error.getCode() + ".");
        }
        return ((OIDCTokenResponse) response.toSuccessResponse()).getOIDCTokens();
    }

    private IDTokenClaimsSet validate(OIDCTokens tokens, PendingSignIn pending) throws IOException {
        var token = tokens.getIDToken();
        if (token == null) {
            throw ProviderRefusal.notAccepted("There is no ID token; is openid among the scopes?");
        }
        try {
            return validator(token).validate(token, new Nonce(pending.nonce()));
        } catch (RemoteKeySourceException e) {
            throw new IOException("the provider's keys cannot be read", e);
        } catch (BadJOSEException | JOSEException | GeneralException e) {
            throw ProviderRefusal.notAccepted("The ID token is not accepted: " + e.getMessage());
        }
    }

    /** For the token's algorithm, if it is asymmetric and the provider announces it. */
    private IDTokenValidator validator(JWT token) throws GeneralException {
        var registration = new OIDCClientMetadata();
        var algorithm = JWSAlgorithm.parse(token.getHeader().getAlgorithm().getName());
        if (!JWSAlgorithm.Family.SIGNATURE.contains(algorithm)) {
            throw ProviderRefusal.notAccepted("The ID token's algorithm " + algorithm + " is not accepted.");
        }
        registration.setIDTokenJWSAlg(algorithm);
        return IDTokenValidator.create(
                metadata, new OIDCClientInformation(client.getClientID(), null, registration, null), keys);
    }

    /** An error of the provider's own is no refusal of the person. */
    private static HTTPResponse send(HTTPRequest request) throws IOException {
        request.setConnectTimeout(TIMEOUT);
        request.setReadTimeout(TIMEOUT);
        request.setFollowRedirects(false);
        var response = request.send();
        if (response.getStatusCode() >= SERVER_ERROR) {
            throw new IOException(request.getURI() + " answers " + response.getStatusCode());
        }
        return response;
    }

    private static URI below(ProviderSettings settings, String path) {
        return URI.create(settings.publicUrl().orElseThrow().toString().replaceAll("/$", "") + path);
    }
}
