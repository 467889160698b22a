package dev.hallmark.sandbox.port;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Every port that the sandbox listens on, all of them on loopback. */
public enum Port {
    POSTGRES(54320),
    KAFKA(9092),
    REGISTRY(8081),
    ATTESTATION(8082),
    CA(8083),
    POLICY(8085),
    AGENT(8086),
    GATEWAY(8443),
    PKI(8880),
    MQTT(8883),
    MQTT_CONTROL(18884),
    REGISTRY_MANAGEMENT(9081),
    ATTESTATION_MANAGEMENT(9082),
    CA_MANAGEMENT(9083),
    POLICY_MANAGEMENT(9085),
    AGENT_MANAGEMENT(9086),
    GATEWAY_MANAGEMENT(9443);

    private final int usual;

    Port(int usual) {
        this.usual = usual;
    }

    public int usual() {
        return usual;
    }

    /** Returns the port with this name. */
    public static Port of(String key) {
        return Arrays.stream(values())
                .filter(port -> port.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no port named " + key + "; there are "
                        + Arrays.stream(values()).map(Port::key).collect(Collectors.joining(", "))));
    }

    /** The name on the command line: {@code --port.mqtt-control}. */
    public String option() {
        return "--port." + key();
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name in the environment: {@code HALLMARK_PORT_MQTT_CONTROL}. */
    public String variable() {
        return "HALLMARK_PORT_" + name();
    }
}
