package dev.hallmark.sandbox.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.port.Port;
import dev.hallmark.sandbox.port.PortPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What runs where, as {@code addresses.json} tells other programs.
 *
 * @param pid the launcher's process id
 * @param serverCa the certificate that verifies the gateway and Mosquitto
 * @param components where each component is found
 * @param management where each service answers {@code /q/health} and {@code /q/metrics}
 */
public record Addresses(long pid, String serverCa, Map<String, String> components, Map<String, String> management) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Addresses of(Home home, PortPlan ports) {
        var components = new LinkedHashMap<String, String>();
        var management = new LinkedHashMap<String, String>();
        for (var service : Service.values()) {
            var scheme = service == Service.GATEWAY ? "https" : "http";
            components.put(service.component(), "%s://localhost:%d".formatted(scheme, ports.of(service.port())));
            management.put(service.component(), "http://127.0.0.1:" + ports.of(service.management()));
        }
        components.put("pki", "http://localhost:" + ports.of(Port.PKI));
        components.put("mosquitto", "mqtts://localhost:" + ports.of(Port.MQTT));
        components.put("kafka", "127.0.0.1:" + ports.of(Port.KAFKA));
        components.put("postgres", "127.0.0.1:" + ports.of(Port.POSTGRES));
        var serverCa = home.pki().resolve(Materials.SERVER_AUTHORITY + ".pem").toString();
        return new Addresses(ProcessHandle.current().pid(), serverCa, components, management);
    }

    public static Addresses read(Home home) throws IOException {
        return JSON.readValue(home.addresses().toFile(), Addresses.class);
    }

    void write(Home home) throws IOException {
        Files.writeString(
                home.addresses(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    }

    public String component(String name) {
        return components.get(name);
    }
}
