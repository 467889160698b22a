package dev.hallmark.testkit.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * What a Vault answers at its Transit engine, with real keys: for machines that have no Vault. It can be sealed, slow and
 * away, and fail one item of a batch. Tests that use it run against a real one as well, where there is one.
 */
public final class TransitServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern KEY = Pattern.compile("/v1/transit/keys/([a-z0-9-]+)");
    private static final Pattern WORK = Pattern.compile("/v1/transit/(sign|encrypt|decrypt)/([a-z0-9-]+)");
    private static final Pattern LOGIN = Pattern.compile("/v1/auth/(kubernetes|approle)/login");

    private final HttpServer server;
    private final Map<String, TransitKey> keys = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String token;
    private volatile Duration lease = Duration.ofHours(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean sealed;
    private volatile String poison = "";

    private TransitServer(HttpServer server, String token) {
        this.server = server;
        this.token = token;
    }

    /** One that accepts this token. */
    public static TransitServer start(String token) throws IOException {
        return start(token, 0);
    }

    /** The same at a port of its own, where another one may have been. */
    public static TransitServer start(String token, int port) throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var server = new TransitServer(http, token);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The methods and paths of all requests so far. */
    public List<String> requests() {
        return requests;
    }

    public void seal(boolean now) {
        sealed = now;
    }

    /** Answers nothing from now on until {@link #release}. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    /** Answers what it has held back, and all else. */
    public void release() {
        gate.countDown();
    }

    /** From now on an item of a batch with this input fails, and no other. */
    public void fail(String input) {
        poison = input;
    }

    /** How long a token lives from now on. */
    public void lease(Duration time) {
        lease = time;
    }

    /** From now on the only token that is accepted, and the one that who signs in gets. */
    public void accept(String next) {
        token = next;
    }

    /** Makes the next version of a key, as an administrator may at any time. */
    public void rotate(String name) {
        try {
            keys.get(name).rotate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes over the keys of another one, as a server does that starts again. */
    public TransitServer with(TransitServer other) {
        keys.putAll(other.keys);
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            gate.await();
            var body = exchange.getRequestBody().readAllBytes();
            var answer = answer(exchange, body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body));
            var octets = answer.body == null ? new byte[0] : JSON.writeValueAsBytes(answer.body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status, octets.length == 0 ? -1 : octets.length);
            exchange.getResponseBody().write(octets);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private record Answer(int status, ObjectNode body) {
        static Answer data(ObjectNode data) {
            return new Answer(200, (ObjectNode) JSON.createObjectNode().set("data", data));
        }

        static Answer error(int status, String message) {
            var body = JSON.createObjectNode();
            body.putArray("errors").add(message);
            return new Answer(status, body);
        }
    }

    private Answer answer(HttpExchange exchange, JsonNode body) throws GeneralSecurityException {
        var path = exchange.getRequestURI().getPath();
        if (sealed) {
            return Answer.error(503, "Vault is sealed");
        }
        if (LOGIN.matcher(path).matches()) {
            return login();
        }
        if (!token.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
            return Answer.error(403, "permission denied");
        }
        if (path.startsWith("/v1/auth/token/")) {
            return path.endsWith("renew-self") ? login() : lookup();
        }
        var key = KEY.matcher(path);
        if (key.matches()) {
            return exchange.getRequestMethod().equals("GET") ? read(key.group(1)) : create(key.group(1), body);
        }
        var work = WORK.matcher(path);
        return work.matches()
                ? work(work.group(1), work.group(2), body)
                : Answer.error(404, "no handler for route \"" + path.substring(4) + "\"");
    }

    private Answer login() {
        var body = JSON.createObjectNode();
        body.putObject("auth")
                .put("client_token", token)
                .put("renewable", true)
                .put("lease_duration", lease.toSeconds())
                .putArray("policies")
                .add("hallmark");
        return new Answer(200, body);
    }

    private Answer lookup() {
        return Answer.data(JSON.createObjectNode().put("ttl", lease.toSeconds()).put("renewable", true));
    }

    /** Making a key that exists changes nothing, also when it has another type. */
    private Answer create(String name, JsonNode body) throws GeneralSecurityException {
        var type = body.path("type").asText("aes256-gcm96");
        if (!TransitKey.TYPES.contains(type)) {
            return Answer.error(400, "unknown key type " + type);
        }
        if (body.path("exportable").asBoolean()) {
            return Answer.error(400, "this server makes no exportable keys");
        }
        if (!keys.containsKey(name)) {
            keys.putIfAbsent(name, TransitKey.create(type));
        }
        return read(name);
    }

    private Answer read(String name) {
        var key = keys.get(name);
        return key == null ? Answer.error(404, "") : Answer.data(key.described(name));
    }

    private Answer work(String kind, String name, JsonNode body) {
        var key = keys.get(name);
        if (key == null) {
            return Answer.error(400, kind.equals("sign") ? "signing key not found" : "encryption key not found");
        }
        if (kind.equals("sign") && !key.signs()) {
            return Answer.error(400, "key type " + key.type() + " does not support signing");
        }
        if (!body.has("batch_input")) {
            var result = item(key, kind, body, body);
            return result.has("error") ? Answer.error(400, result.path("error").asText()) : Answer.data(result);
        }
        var data = JSON.createObjectNode();
        var results = data.putArray("batch_results");
        body.path("batch_input").forEach(item -> results.add(item(key, kind, body, item)));
        return Answer.data(data);
    }

    /** Its result or its error, which one of a batch has for itself. */
    private ObjectNode item(TransitKey key, String kind, JsonNode call, JsonNode item) {
        var result = JSON.createObjectNode();
        if (!poison.isEmpty() && item.path("input").asText().equals(poison)) {
            return result.put("error", "an item that fails");
        }
        try {
            switch (kind) {
                case "sign" ->
                    result.put("signature", key.sign(call, item.path("input").asText()));
                case "encrypt" ->
                    result.put(
                            "ciphertext",
                            key.encrypt(
                                    version(call, item), item.path("plaintext").asText()));
                default ->
                    result.put("plaintext", key.decrypt(item.path("ciphertext").asText()));
            }
            return result;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return JSON.createObjectNode().put("error", String.valueOf(e.getMessage()));
        }
    }

    private static int version(JsonNode call, JsonNode item) {
        return item.has("key_version")
                ? item.path("key_version").asInt()
                : call.path("key_version").asInt();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
