package dev.hallmark.testkit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** An OIDC provider: its discovery document, its keys, and a token endpoint that gives the answers it was given, in order. */
public final class FakeProvider implements AutoCloseable {

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    /** The same for one that is started again: who knows its key need not read it once more. */
    private static final Signer FIRST = new Signer("key", TestKeys.rsa());

    private final HttpServer server;
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private volatile Signer signer = FIRST;

    private record Signer(String keyId, KeyPair key) {}

    private record Answer(int status, String body) {}

    private FakeProvider(HttpServer server) {
        this.server = server;
    }

    /** One that listens at this port from now on. */
    public static FakeProvider at(int port) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var provider = new FakeProvider(server);
            server.createContext("/.well-known/openid-configuration", exchange -> send(exchange, provider.metadata()));
            server.createContext("/keys", exchange -> send(exchange, provider.keys()));
            server.createContext("/token", provider::token);
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String issuer(int port) {
        return "http://127.0.0.1:" + port;
    }

    public String issuer() {
        return issuer(server.getAddress().getPort());
    }

    /** From now on it signs with another key, and publishes that one only. */
    public void rotateKeys() {
        signer = new Signer(signer.keyId() + "-next", TestKeys.rsa());
    }

    /** A token of this provider. */
    public String token(String subject, String audience, Map<String, Object> claims) {
        return token(issuer(), subject, audience, claims);
    }

    /** A token with its signature that names another issuer; it expires in five minutes, or as a claim says. */
    public String token(String issuer, String subject, String audience, Map<String, Object> claims) {
        return Jwt.claims(claims)
                .issuer(issuer)
                .subject(subject)
                .audience(audience)
                .expiresAt((Long)
                        claims.getOrDefault("exp", Instant.now().plus(LIFETIME).getEpochSecond()))
                .jws()
                .keyId(signer.keyId())
                .sign(signer.key().getPrivate());
    }

    /** What the token endpoint answers next. */
    @CanIgnoreReturnValue
    public FakeProvider answers(int status, String body) {
        answers.add(new Answer(status, body));
        return this;
    }

    /** Forgets the answers that nobody has asked for. */
    public void forgetAnswers() {
        answers.clear();
    }

    /** What the token endpoint was asked for: the parameters of each request. */
    public List<Map<String, String>> requests() {
        return requests;
    }

    private void token(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(Arrays.stream(body.split("&", -1))
                .map(parameter -> parameter.split("=", 2))
                .collect(
                        Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8))));
        var answer = answers.remove();
        send(exchange, answer.status(), answer.body());
    }

    private String metadata() {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                 "jwks_uri":"%1$s/keys","end_session_endpoint":"%1$s/end","subject_types_supported":["public"],
                 "response_types_supported":["code"],"id_token_signing_alg_values_supported":["RS256"]}"""
                .formatted(issuer());
    }

    private String keys() {
        var rsa = (RSAPublicKey) signer.key().getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                .formatted(signer.keyId(), base64url(rsa.getModulus()), base64url(rsa.getPublicExponent()));
    }

    /** RFC 7518 §2: unsigned, without a leading zero octet. */
    private static String base64url(BigInteger number) {
        var octets = number.toByteArray();
        var from = octets[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(octets, from, octets.length));
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        send(exchange, 200, body);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var octets = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, octets.length);
            exchange.getResponseBody().write(octets);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
