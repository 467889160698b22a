package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.port.Port;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.TreeMap;

/** The settings of each service, the same keys that a cluster sets. */
final class ServiceSettings {
    private final Materials materials;

    ServiceSettings(Materials materials) {
        this.materials = materials;
    }

    Map<String, String> of(Service service) throws IOException, GeneralSecurityException {
        var settings = new TreeMap<String, String>();
        settings.put("quarkus.management.port", port(service.management()));
        settings.put("kafka.bootstrap.servers", "127.0.0.1:" + port(Port.KAFKA));
        settings.put("hallmark.tenants", "default");
        if (service.hasDatabase()) {
            settings.put("quarkus.http.port", port(service.port()));
            settings.putAll(database(service.component()));
        }
        settings.put("quarkus.log.category.\"io.smallrye.health\".level", "WARN");
        settings.putAll(
                switch (service) {
                    case REGISTRY -> operatorPlane();
                    case ATTESTATION -> attestation();
                    case CA -> ca();
                    case POLICY -> policy();
                    case AGENT -> agent();
                    case GATEWAY -> gateway();
                });
        return settings;
    }

    private Map<String, String> database(String name) throws IOException {
        return Map.of(
                "quarkus.datasource.reactive.url", "postgresql://127.0.0.1:%s/%s".formatted(port(Port.POSTGRES), name),
                "quarkus.datasource.username", name,
                "quarkus.datasource.password", materials.secret("database." + name));
    }

    private Map<String, String> operatorPlane() throws GeneralSecurityException {
        return Map.of("quarkus.oidc.public-key", materials.operatorKey().publicKey());
    }

    private Map<String, String> connection(Service service) throws IOException {
        return Map.of(
                "hallmark.connection.audience", service.module(),
                "hallmark.connection.secrets", connectionSecret(service));
    }

    private Map<String, String> attestation() throws IOException {
        var settings = new TreeMap<>(connection(Service.ATTESTATION));
        // Every simulated device comes from the same address.
        settings.put("hallmark.challenge.limits.per-address", "10000");
        settings.put("hallmark.challenge.limits.address-burst", "20000");
        settings.put("hallmark.challenge.limits.per-key", "1000");
        settings.put("hallmark.challenge.limits.key-burst", "2000");
        return settings;
    }

    private Map<String, String> ca() throws IOException, GeneralSecurityException {
        var settings = new TreeMap<>(connection(Service.CA));
        settings.putAll(operatorPlane());
        settings.put("hallmark.keys.provider", "keystore");
        settings.put(
                "hallmark.keys.keystore.path",
                materials.home().data("ca").resolve("keys.p12").toString());
        settings.put("hallmark.keys.keystore.password", materials.secret("keystore"));
        settings.put("hallmark.ca.public-url", "http://localhost:" + port(Port.PKI));
        settings.put("hallmark.attestation.jwks-url", jwksUrl());
        return settings;
    }

    private Map<String, String> policy() throws IOException, GeneralSecurityException {
        var settings = new TreeMap<>(connection(Service.POLICY));
        settings.putAll(operatorPlane());
        settings.put("hallmark.attestation.jwks-url", jwksUrl());
        settings.put("hallmark.policy.seed[0].name", "mosquitto-local");
        settings.put("hallmark.policy.seed[0].target-kind", "mosquitto");
        settings.put("hallmark.policy.seed[0].settings.host", "localhost");
        settings.put("hallmark.policy.seed[0].settings.port", port(Port.MQTT));
        settings.put("hallmark.policy.mosquitto.ca-certificates-file", materials.pki("server-ca.pem"));
        return settings;
    }

    private Map<String, String> agent() {
        return Map.of(
                "quarkus.http.port", port(Port.AGENT),
                "hallmark.pki.url", pkiUrl(),
                "hallmark.mosquitto.name", "local",
                "hallmark.mosquitto.directory",
                        MosquittoFiles.directory(materials.home()).toString(),
                "hallmark.mosquitto.pid-file",
                        MosquittoFiles.pidFile(materials.home()).toString(),
                "hallmark.mosquitto.control.host", "localhost",
                "hallmark.mosquitto.control.port", port(Port.MQTT_CONTROL),
                "hallmark.mosquitto.control.ca-file", materials.pki("server-ca.pem"),
                "hallmark.mosquitto.control.certificate-file", materials.pki("mosquitto-agent.pem"),
                "hallmark.mosquitto.control.key-file", materials.pki("mosquitto-agent-key.pem"));
    }

    private Map<String, String> gateway() throws IOException {
        var settings = new TreeMap<String, String>();
        settings.put("hallmark.gateway.host", "127.0.0.1");
        settings.put("hallmark.gateway.port", port(Port.GATEWAY));
        settings.put("hallmark.gateway.public-port", port(Port.PKI));
        settings.put("hallmark.gateway.tls.certificate", materials.pki("gateway.pem"));
        settings.put("hallmark.gateway.tls.key", materials.pki("gateway-key.pem"));
        settings.put("hallmark.pki.url", pkiUrl());
        // Every simulated device comes from the same address.
        settings.put("hallmark.gateway.limits.requests-per-second", "10000");
        settings.put("hallmark.gateway.limits.burst", "20000");
        settings.put("hallmark.gateway.limits.connections-per-address", "10000");
        for (var service : new Service[] {Service.ATTESTATION, Service.CA, Service.POLICY}) {
            var prefix = "hallmark.gateway.services." + service.component();
            settings.put(prefix + ".url", "http://127.0.0.1:" + port(service.port()));
            settings.put(prefix + ".secret", connectionSecret(service));
        }
        return settings;
    }

    private String jwksUrl() {
        return "http://127.0.0.1:%s/attestation/v1/jwks.json".formatted(port(Port.ATTESTATION));
    }

    private String pkiUrl() {
        return "http://127.0.0.1:%s/pki/v1".formatted(port(Port.CA));
    }

    private String connectionSecret(Service service) throws IOException {
        return materials.secret("connection." + service.component());
    }

    private String port(Port port) {
        return Integer.toString(materials.ports().of(port));
    }
}
