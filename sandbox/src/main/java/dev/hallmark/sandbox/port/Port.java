package dev.hallmark.sandbox.port;

import dev.hallmark.sandbox.services.ListFile;
import dev.hallmark.sandbox.services.Service;
import dev.hallmark.sandbox.services.Services;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A port that the sandbox listens on, on loopback.
 *
 * @param key its name on the command line, {@code --port.mqtt-control}
 * @param usual its number, unless something else is chosen
 */
public record Port(String key, int usual) {
    private static final List<Port> OTHERS = ListFile.read("ports.conf").stream()
            .map(columns -> new Port(columns.get(0), Integer.parseInt(columns.get(1))))
            .toList();
    private static final List<Port> ALL = Stream.concat(
                    OTHERS.stream(), Services.all().stream().flatMap(service -> ports(service).stream()))
            .toList();

    public static final Port POSTGRES = named("postgres");
    public static final Port KAFKA = named("kafka");
    public static final Port PKI = named("pki");
    public static final Port MQTT = named("mqtt");
    public static final Port MQTT_CONTROL = named("mqtt-control");
    public static final Port KEYCLOAK = named("keycloak");

    /** Every one there is. */
    public static List<Port> all() {
        return ALL;
    }

    /** Where others reach a service. */
    public static Port of(Service service) {
        return new Port(service.name(), service.port());
    }

    public static Port management(Service service) {
        return new Port(service.name() + "-management", service.management());
    }

    /** Where others reach a service, and what it listens on besides for them: the gateway serves {@code /pki} twice. */
    public static List<Port> published(Service service) {
        return service.isGateway() ? List.of(of(service), PKI) : List.of(of(service));
    }

    /** Returns the port with this name. */
    public static Port named(String key) {
        return ALL.stream()
                .filter(port -> port.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no port named " + key + "; there are "
                        + ALL.stream().map(Port::key).collect(Collectors.joining(", "))));
    }

    /** The name on the command line: {@code --port.mqtt-control}. */
    public String option() {
        return "--port." + key;
    }

    /** The name in the environment: {@code HALLMARK_PORT_MQTT_CONTROL}. */
    public String variable() {
        return "HALLMARK_PORT_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static List<Port> ports(Service service) {
        return List.of(of(service), management(service));
    }
}
