package dev.hallmark.cli.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.client.http.Api;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An OIDC provider, found by its discovery document (OpenID Connect Discovery 1.0 §4). */
final class OidcProvider {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SUCCESS = 200;
    private static final Pattern LOOPBACK = Pattern.compile("(?i)localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    /** RFC 8628 §3.5: by so many seconds more at each {@code slow_down}. */
    private static final int SLOWER = 5;

    private static final int USUAL_INTERVAL = 5;

    private final HttpClient http;
    private final URI issuer;
    private final Clock clock;

    OidcProvider(HttpClient http, URI issuer, Clock clock) {
        this.http = http;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * What a person does to authorize this command line.
     *
     * @param complete the same address with the code in it, if the provider gives one
     */
    record Authorization(String address, String code, Optional<String> complete) {}

    private record Answer(int status, JsonNode body) {
        String error() {
            return body.path("error").asText();
        }
    }

    /** The client credentials grant (RFC 6749 §4.4). */
    IssuedToken byClientSecret(String clientId, String secret)
            throws IOException, InterruptedException, CommandFailure {
        var basic = Base64.getEncoder()
                .encodeToString((encoded(clientId) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8));
        var request = form(endpoint("token_endpoint"), Map.of("grant_type", "client_credentials"))
                .header("Authorization", "Basic " + basic);
        return issued(answer(request));
    }

    /** The refresh token grant (RFC 6749 §6). */
    IssuedToken byRefreshToken(String clientId, String refreshToken)
            throws IOException, InterruptedException, CommandFailure {
        var form = Map.of("grant_type", "refresh_token", "client_id", clientId, "refresh_token", refreshToken);
        var next = issued(answer(form(endpoint("token_endpoint"), form)));
        return next.refresh().isPresent()
                ? next
                : new IssuedToken(next.token(), next.expiresAt(), Optional.of(refreshToken));
    }

    /** The device authorization grant (RFC 8628): {@code show} is given what the person is to do, and then it waits. */
    IssuedToken byPerson(String clientId, Consumer<Authorization> show)
            throws IOException, InterruptedException, CommandFailure {
        var begun = granted(answer(
                form(endpoint("device_authorization_endpoint"), Map.of("client_id", clientId, "scope", "openid"))));
        show.accept(new Authorization(
                begun.path("verification_uri").asText(),
                begun.path("user_code").asText(),
                Optional.ofNullable(begun.path("verification_uri_complete").asText(null))));
        return issued(poll(clientId, begun));
    }

    private Answer poll(String clientId, JsonNode begun) throws IOException, InterruptedException, CommandFailure {
        var endpoint = endpoint("token_endpoint");
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
        form.put("client_id", clientId);
        form.put("device_code", begun.path("device_code").asText());
        var interval = begun.path("interval").asLong(USUAL_INTERVAL);
        while (true) {
            Thread.sleep(Duration.ofSeconds(interval));
            var answer = answer(form(endpoint, form));
            switch (answer.error()) {
                case "authorization_pending" -> {}
                case "slow_down" -> interval += SLOWER;
                default -> {
                    return answer;
                }
            }
        }
    }

    private IssuedToken issued(Answer answer) throws CommandFailure {
        var grant = granted(answer);
        var expiry = Optional.of(grant.path("expires_in"))
                .filter(JsonNode::isNumber)
                .map(seconds -> clock.instant().plusSeconds(seconds.asLong()));
        return new IssuedToken(
                IssuedToken.read(grant.path("access_token").asText(), "the answer of " + issuer)
                        .token(),
                expiry,
                Optional.ofNullable(grant.path("refresh_token").asText(null)));
    }

    private JsonNode granted(Answer answer) throws CommandFailure {
        if (answer.status() == SUCCESS) {
            return answer.body();
        }
        throw new CommandFailure(
                ExitCode.NOT_PERMITTED,
                "%s refused the login: %s"
                        .formatted(
                                issuer, answer.body().path("error_description").asText(answer.error())));
    }

    private URI endpoint(String name) throws IOException, InterruptedException, CommandFailure {
        var document = URI.create(
                requireProtected(issuer).toString().replaceAll("/$", "") + "/.well-known/openid-configuration");
        var answer = answer(HttpRequest.newBuilder(document));
        var endpoint = answer.body().path(name).asText();
        if (answer.status() != SUCCESS || endpoint.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s names no %s; is %s the address of an OIDC provider that offers this login?"
                            .formatted(document, name, issuer));
        }
        requireSame(document, answer.body().path("issuer").asText());
        return requireProtected(URI.create(endpoint));
    }

    /** OpenID Connect Discovery 1.0 §4.3: else somebody else's endpoints would get the secret. */
    private void requireSame(URI document, String named) throws CommandFailure {
        if (!named.equals(issuer.toString())) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s is of the issuer '%s', and not of %s: both have to be the same, to the last character"
                            .formatted(document, named, issuer));
        }
    }

    /** Secrets and tokens go there. */
    private static URI requireProtected(URI address) throws CommandFailure {
        var loopback =
                address.getHost() != null && LOOPBACK.matcher(address.getHost()).matches();
        if (!"https".equalsIgnoreCase(address.getScheme()) && !loopback) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s is not protected: an OIDC provider's addresses begin with https, unless it is on this machine"
                            .formatted(address));
        }
        return address;
    }

    private static HttpRequest.Builder form(URI target, Map<String, String> parameters) {
        var form = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    private Answer answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        var sent =
                request.header("Accept", "application/json").timeout(PATIENCE).build();
        var answer = http.send(sent, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return new Answer(answer.statusCode(), Api.json().readTree(answer.body()));
        } catch (JsonProcessingException e) {
            return new Answer(answer.statusCode(), Api.json().createObjectNode());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
