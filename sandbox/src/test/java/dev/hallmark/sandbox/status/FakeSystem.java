package dev.hallmark.sandbox.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hallmark.embedded.KafkaServer;
import dev.hallmark.sandbox.component.ComponentProcesses;
import dev.hallmark.sandbox.home.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A home with a real Kafka in it, which is shared, and processes that only say how they are. */
final class FakeSystem implements AutoCloseable {

    static final String WELL = check("outbox relay", "UP", "\"events\":0,\"oldest-seconds\":0");

    private static final List<String> FAKES = List.of(
            "postgres", "registry", "attestation", "ca", "policy-1", "policy-2", "agent", "gateway", "mosquitto");

    private final Home home;
    private final HttpServer http;
    private final KafkaServer kafka;
    private final Map<String, Process> processes = new HashMap<>();
    private final Map<String, String> checks = new ConcurrentHashMap<>();
    private volatile byte[] crl = {};

    FakeSystem(Path directory, KafkaServer kafka) throws IOException {
        this.home = new Home(directory, directory);
        this.kafka = kafka;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
        writeAddresses();
        processes.put("kafka", kafka.process());
        for (var name : FAKES) {
            processes.put(name, idle(name));
        }
        processes.forEach((name, process) -> ComponentProcesses.write(home, name, process.toHandle()));
    }

    Home home() {
        return home;
    }

    Process process(String name) {
        return processes.get(name);
    }

    /** From now on the service's health, {@code ready} or {@code well}, consists of this check. */
    void says(String service, String kind, String check) {
        checks.put("/%s/q/health/%s".formatted(service, kind), check);
    }

    /** From now on there is an authority, and this is its CRL. */
    void publishes(byte[] list) {
        crl = list;
    }

    static String check(String name, String status, String data) {
        return "{\"name\":\"%s\",\"status\":\"%s\",\"data\":{%s}}".formatted(name, status, data);
    }

    @Override
    public void close() {
        http.stop(0);
        FAKES.forEach(name -> processes.get(name).destroyForcibly());
    }

    /** A process of ours is known by the home in its command line. */
    private Process idle(String name) throws IOException {
        var file = home.directory().resolve(name);
        Files.writeString(file, "");
        return new ProcessBuilder("tail", "-f", file.toString()).start();
    }

    private void writeAddresses() throws IOException {
        var base = "http://127.0.0.1:" + http.getAddress().getPort();
        var addresses = new HashMap<String, String>();
        FAKES.forEach(name -> addresses.put(name, base));
        FAKES.forEach(name -> addresses.put(name + "-management", base + "/" + name));
        addresses.put("kafka", kafka.bootstrapServers());
        addresses.put("pki", base);
        Files.write(home.addresses(), new ObjectMapper().writeValueAsBytes(addresses));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = body(exchange.getRequestURI().getPath());
        var down = new String(body, StandardCharsets.UTF_8).contains("DOWN");
        exchange.sendResponseHeaders(down ? 503 : 200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private byte[] body(String path) {
        if (path.endsWith(".crl")) {
            return crl;
        }
        var issuers = crl.length == 0 ? "" : "{\"authority\":\"default-issuing-1\",\"crl\":\"/x.crl\"}";
        var json = path.contains("/q/health/")
                ? "{\"checks\":[%s]}".formatted(checks.getOrDefault(path, WELL))
                : "{\"issuers\":[%s]}".formatted(issuers);
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
