package dev.hallmark.gateway.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hallmark.testkit.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Replaces all services: it answers with what it received, and lists the issuers of the public PKI. */
final class EchoService implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final AtomicInteger received = new AtomicInteger();

    EchoService(TestAuthority root, TestAuthority issuing) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::echo);
        server.createContext("/count", exchange -> answer(exchange, 200, Integer.toString(received.get())));
        server.createContext("/mirror/issuers", exchange -> answer(exchange, 200, issuers(root, issuing)));
        server.createContext("/mirror/crl", exchange -> answer(exchange, 404, ""));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void echo(HttpExchange exchange) throws IOException {
        received.incrementAndGet();
        var headers = new TreeMap<String, List<String>>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        var echo = Map.of(
                "method",
                exchange.getRequestMethod(),
                "uri",
                exchange.getRequestURI().toString(),
                "headers",
                headers,
                "body",
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer(exchange, 200, JSON.writeValueAsString(echo));
    }

    private static String issuers(TestAuthority root, TestAuthority issuing) throws IOException {
        return JSON.writeValueAsString(Map.of("issuers", List.of(entry(root, "root"), entry(issuing, "issuing"))));
    }

    private static Map<String, Object> entry(TestAuthority authority, String kind) {
        try {
            return Map.of(
                    "authority",
                    authority.name(),
                    "tenant",
                    "default",
                    "kind",
                    kind,
                    "certificate",
                    authority.certificate().getEncoded(),
                    "crl",
                    "/mirror/crl/" + authority.name() + ".crl");
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        boolean none = exchange.getRequestMethod().equals("HEAD") || octets.length == 0;
        exchange.sendResponseHeaders(status, none ? -1 : octets.length);
        if (!none) {
            exchange.getResponseBody().write(octets);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
