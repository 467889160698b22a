package dev.hallmark.sandbox.system;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.home.OwnerOnly;
import dev.hallmark.sandbox.port.Port;
import dev.hallmark.sandbox.port.PortPlan;
import dev.hallmark.sandbox.services.Service;
import dev.hallmark.sandbox.services.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What runs where, as other programs read it in {@code addresses.json}: one flat object of names and addresses. */
public record Addresses(Map<String, String> entries) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANAGEMENT = "-management";
    private static final String KEYCLOAK = "keycloak";
    private static final String ISSUER = "issuer";

    public Addresses {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    static Addresses of(Home home, Plan plan, Replicas replicas) {
        var ports = plan.ports();
        var entries = new LinkedHashMap<String, String>();
        for (var service : Services.all()) {
            entries.put(service.name(), address(service, ports));
        }
        entries.put("pki", "http://localhost:" + ports.of(Port.PKI));
        entries.put("mosquitto", "mqtts://localhost:" + ports.of(Port.MQTT));
        entries.put("mosquitto-control", "mqtts://localhost:" + ports.of(Port.MQTT_CONTROL));
        entries.put("kafka", "127.0.0.1:" + ports.of(Port.KAFKA));
        entries.put("postgres", "127.0.0.1:" + ports.of(Port.POSTGRES));
        if (plan.keycloak()) {
            entries.put(KEYCLOAK, keycloak(ports));
            entries.put(ISSUER, issuer(ports));
        }
        for (var replica : replicas.all()) {
            var service = replica.service();
            entries.put(replica.name(), address(service, replica.ports()));
            entries.put(
                    replica.name() + MANAGEMENT,
                    "http://127.0.0.1:" + replica.ports().of(Port.management(service)));
        }
        entries.put(
                "serverCa",
                home.pki().resolve(Materials.SERVER_AUTHORITY + ".pem").toString());
        entries.put("pid", Long.toString(ProcessHandle.current().pid()));
        return new Addresses(entries);
    }

    /** Where others reach a service. */
    static String address(Service service, PortPlan ports) {
        return "%s://localhost:%d".formatted(service.isGateway() ? "https" : "http", ports.of(Port.of(service)));
    }

    /** Where Keycloak is, where there is one. */
    static String keycloak(PortPlan ports) {
        return "http://localhost:" + ports.of(Port.KEYCLOAK);
    }

    /** Keycloak's realm, which issues the tokens then. */
    static String issuer(PortPlan ports) {
        return keycloak(ports) + "/realms/hallmark";
    }

    public static Addresses read(Home home) throws IOException {
        return new Addresses(JSON.readValue(home.addresses().toFile(), new TypeReference<Map<String, String>>() {}));
    }

    /** Whether the sandbox that wrote them still runs. */
    public static boolean areCurrent(Home home) throws IOException {
        return Files.exists(home.addresses())
                && ProcessHandle.of(Long.parseLong(read(home).of("pid"))).isPresent();
    }

    /** When everything was ready. */
    public static Instant writtenAt(Home home) throws IOException {
        return Files.getLastModifiedTime(home.addresses()).toInstant();
    }

    void write(Home home) throws IOException {
        OwnerOnly.write(home.addresses(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(entries) + "\n");
    }

    /** The names of a service's processes: its own, or numbered ones. */
    public List<String> replicas(String service) {
        return entries.keySet().stream()
                .filter(name -> name.matches(Pattern.quote(service) + "(-[0-9]+)?" + MANAGEMENT))
                .map(name -> name.substring(0, name.length() - MANAGEMENT.length()))
                .sorted()
                .toList();
    }

    public String management(String replica) {
        return of(replica + MANAGEMENT);
    }

    /** The provider that people sign in with; empty where the sandbox's own key signs the tokens. */
    public Optional<String> issuer() {
        return Optional.ofNullable(of(ISSUER));
    }

    public String of(String name) {
        return entries.get(name);
    }
}
