package dev.hallmark.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The services' APIs with answers that a test gives them by path; a path without one is not found. */
final class FakeServices implements AutoCloseable {

    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();
    private static final Set<String> FAILING = ConcurrentHashMap.newKeySet();
    private static final List<Request> REQUESTS = new CopyOnWriteArrayList<>();

    /** What the first page reads, of services that hold nothing. */
    private static final List<String> LISTS = List.of(
            "/api/registry/v1/batches",
            "/api/registry/v1/devices",
            "/api/registry/v1/dead-letters",
            "/api/policy/v1/policies",
            "/api/ca/v1/certificates",
            "/api/ca/v1/authorities",
            "/api/audit/v1/records");

    private final HttpServer server;

    /** What came: {@code line} is the method and the target. */
    record Request(String line, Map<String, List<String>> headers, String body) {
        List<String> header(String name) {
            return headers.getOrDefault(name, List.of());
        }
    }

    private FakeServices(HttpServer server) {
        this.server = server;
    }

    static FakeServices start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", FakeServices::answer);
        server.start();
        ANSWERS.putIfAbsent("/api/registry/v1/onboardings", "{\"days\":[]}");
        ANSWERS.putIfAbsent("/api/ca/v1/certificates/expiries", "{\"months\":[],\"later\":0}");
        Stream.of("registry", "policy", "ca", "audit").forEach(FakeServices::work);
        LISTS.forEach(list -> ANSWERS.putIfAbsent(list, "{\"items\":[]}"));
        return new FakeServices(server);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    static void answer(String path, String json) {
        ANSWERS.put(path, json);
        FAILING.remove(path);
    }

    /** From now on this service says that it does its work. */
    static void work(String service) {
        answer("/api/%s/v1/status".formatted(service), "{\"service\":\"%s\",\"ready\":true}".formatted(service));
    }

    /** With status 500, until it is given an answer. */
    static void fail(String path) {
        FAILING.add(path);
    }

    static List<Request> requests(String line) {
        return REQUESTS.stream()
                .filter(request -> request.line().startsWith(line))
                .toList();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            REQUESTS.add(new Request(line, Map.copyOf(exchange.getRequestHeaders()), body));
            var answer = ANSWERS.get(exchange.getRequestURI().getPath());
            var known = answer != null;
            var status = FAILING.contains(exchange.getRequestURI().getPath()) ? 500 : known ? 200 : 404;
            var octets = (known ? answer : "{\"type\":\"x/not-found\",\"detail\":\"There is no such thing.\"}")
                    .getBytes(StandardCharsets.UTF_8);
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
