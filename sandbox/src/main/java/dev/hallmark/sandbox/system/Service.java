package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.port.Port;
import dev.hallmark.sandbox.port.PortPlan;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Our services: their modules, ports, and what must be there before they start. */
enum Service {
    REGISTRY("registry", "registry-service", Port.REGISTRY, Port.REGISTRY_MANAGEMENT),
    ATTESTATION("attestation", "attestation-service", Port.ATTESTATION, Port.ATTESTATION_MANAGEMENT),
    CA("ca", "ca-service", Port.CA, Port.CA_MANAGEMENT),
    POLICY("policy", "policy-service", Port.POLICY, Port.POLICY_MANAGEMENT),
    AGENT("agent", "mosquitto-agent", Port.AGENT, Port.AGENT_MANAGEMENT),
    GATEWAY("gateway", "device-gateway", Port.GATEWAY, Port.GATEWAY_MANAGEMENT);

    private final String component;
    private final String module;
    private final Port port;
    private final Port management;

    Service(String component, String module, Port port, Port management) {
        this.component = component;
        this.module = module;
        this.port = port;
        this.management = management;
    }

    String component() {
        return component;
    }

    String module() {
        return module;
    }

    Port port() {
        return port;
    }

    Port management() {
        return management;
    }

    /** Where others reach it. */
    List<Port> published() {
        return this == GATEWAY ? List.of(port, Port.PKI) : List.of(port);
    }

    /** Everything that its process listens on. */
    List<Port> ports() {
        return Stream.concat(published().stream(), Stream.of(management)).toList();
    }

    /** Whether several may share its work; the agent sits beside its broker. */
    boolean isReplicated() {
        return this != AGENT;
    }

    String address(PortPlan ports) {
        return "%s://localhost:%d".formatted(this == GATEWAY ? "https" : "http", ports.of(port));
    }

    /** The stores and services that must be ready before it starts: the agent waits for the authorities' first CRLs. */
    Set<String> after() {
        return switch (this) {
            case REGISTRY, ATTESTATION, CA, POLICY -> Set.of("postgres", "kafka");
            case AGENT -> Set.of("kafka", CA.component);
            case GATEWAY -> Set.of();
        };
    }

    boolean hasDatabase() {
        return after().contains("postgres");
    }
}
