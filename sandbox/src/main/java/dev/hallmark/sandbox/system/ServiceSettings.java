package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.port.Port;
import dev.hallmark.sandbox.services.Service;
import dev.hallmark.sandbox.services.Service.Given;
import dev.hallmark.sandbox.services.Services;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.TreeMap;

/** The settings of each service, the same keys that a cluster sets. */
final class ServiceSettings {
    private static final String TENANT = "default";

    /** Two of them, so that a person sees that neither sees anything of the other's. */
    private static final String TENANTS = TENANT + ",other";

    private final Materials materials;

    ServiceSettings(Materials materials) {
        this.materials = materials;
    }

    Map<String, String> of(Service service) throws IOException, GeneralSecurityException {
        var settings = new TreeMap<String, String>();
        settings.put("quarkus.http.port", port(Port.of(service)));
        settings.put("quarkus.management.port", port(Port.management(service)));
        settings.put("kafka.bootstrap.servers", "127.0.0.1:" + port(Port.KAFKA));
        settings.put("hallmark.tenants", TENANTS);
        settings.put("hallmark.platform-tenant", TENANT);
        settings.put("quarkus.log.category.\"io.smallrye.health\".level", "WARN");
        if (service.given().contains(Given.OPERATORS)) {
            settings.put("hallmark.machine-tokens.jwks-url", tokenKeys());
        }
        if (service.hasDatabase()) {
            settings.putAll(database(service.name()));
        }
        for (var given : service.given()) {
            settings.putAll(
                    switch (given) {
                        case OPERATORS -> operators();
                        case DEVICES -> connection(service);
                        case VERIFIER -> verifier();
                        case KEYS -> new KeyRingSettings(materials).of(service);
                        case OWNER -> owner(service);
                    });
        }
        settings.putAll(
                switch (service.name()) {
                    case "attestation" -> attestation();
                    case "ca" -> ca();
                    case "policy" -> policy();
                    case "agent" -> agent();
                    case "gateway" -> gateway();
                    case "console" -> console();
                    default -> Map.of();
                });
        return settings;
    }

    private Map<String, String> database(String name) throws IOException {
        return Map.of(
                "quarkus.datasource.reactive.url", "postgresql://127.0.0.1:%s/%s".formatted(port(Port.POSTGRES), name),
                "quarkus.datasource.username", name,
                "quarkus.datasource.password", materials.secret("database." + name));
    }

    private Map<String, String> owner(Service service) throws IOException {
        var role = service.databaseOwner();
        return Map.of(
                "quarkus.datasource.owner.username",
                role,
                "quarkus.datasource.owner.password",
                materials.secret("database." + role));
    }

    private Map<String, String> operators() throws GeneralSecurityException {
        return materials.issuer().isPresent()
                ? Map.of("quarkus.oidc.auth-server-url", materials.issuer().get())
                : Map.of("quarkus.oidc.public-key", materials.operatorKey().publicKey());
    }

    private String tokenKeys() {
        return "http://127.0.0.1:%s/tokens/v1/jwks.json".formatted(port("audit"));
    }

    private Map<String, String> connection(Service service) throws IOException {
        return Map.of(
                "hallmark.connection.audience", service.module(),
                "hallmark.connection.secrets", connectionSecret(service));
    }

    private Map<String, String> verifier() {
        return Map.of(
                "hallmark.attestation.jwks-url",
                "http://127.0.0.1:%s/attestation/v1/jwks.json".formatted(port("attestation")));
    }

    /** Every simulated device comes from the same address. */
    private static Map<String, String> attestation() {
        return Map.of(
                "hallmark.challenge.limits.per-address", "10000",
                "hallmark.challenge.limits.address-burst", "20000",
                "hallmark.challenge.limits.per-key", "1000",
                "hallmark.challenge.limits.key-burst", "2000");
    }

    private Map<String, String> ca() {
        return Map.of(
                "hallmark.ca.public-url", "http://localhost:" + port(Port.PKI), "hallmark.est.default-tenant", TENANT);
    }

    private Map<String, String> policy() {
        return Map.of(
                "hallmark.policy.seed[0].name", "mosquitto-local",
                "hallmark.policy.seed[0].target-kind", "mosquitto",
                "hallmark.policy.seed[0].settings.host", "localhost",
                "hallmark.policy.seed[0].settings.port", port(Port.MQTT),
                "hallmark.policy.mosquitto.ca-certificates-file", materials.pki("server-ca.pem"));
    }

    private Map<String, String> agent() {
        return Map.of(
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
        settings.put("hallmark.gateway.port", port("gateway"));
        settings.put("hallmark.gateway.public-port", port(Port.PKI));
        settings.put("hallmark.gateway.tls.certificate", materials.pki("gateway.pem"));
        settings.put("hallmark.gateway.tls.key", materials.pki("gateway-key.pem"));
        settings.put("hallmark.pki.url", pkiUrl());
        // Every simulated device comes from the same address.
        settings.put("hallmark.gateway.limits.requests-per-second", "10000");
        settings.put("hallmark.gateway.limits.burst", "20000");
        settings.put("hallmark.gateway.limits.connections-per-address", "10000");
        for (var service : Services.all()) {
            if (service.given().contains(Given.DEVICES)) {
                var prefix = "hallmark.gateway.services." + service.name();
                settings.put(prefix + ".url", "http://127.0.0.1:" + port(Port.of(service)));
                settings.put(prefix + ".secret", connectionSecret(service));
            }
        }
        return settings;
    }

    /** People sign in over plain HTTP. */
    private Map<String, String> console() throws IOException {
        var settings = new TreeMap<String, String>();
        settings.put("hallmark.console.session.key", materials.secret("console.session"));
        settings.put("hallmark.console.session.secure-cookie", "false");
        settings.putAll(materials.issuer().isPresent() ? providerSignIn() : sandboxSignIn());
        settings.put(
                "hallmark.console.simulator.gateway", Addresses.address(Services.named("gateway"), materials.ports()));
        settings.put("hallmark.console.simulator.server-ca", materials.pki("server-ca.pem"));
        settings.put(
                "hallmark.console.simulator.directory",
                materials.home().data("simulated").toString());
        for (var service : Services.all()) {
            if (service.given().contains(Given.OPERATORS) && !service.name().equals("console")) {
                settings.put(
                        "hallmark.console.services." + service.name(), "http://127.0.0.1:" + port(Port.of(service)));
            }
        }
        return settings;
    }

    /** Tokens are of the same key that {@code ./hallmark token} signs with. */
    private Map<String, String> sandboxSignIn() {
        return Map.of(
                "hallmark.console.sandbox.users-file", materials.users().toString(),
                "hallmark.console.sandbox.links-file", materials.home().links().toString(),
                "hallmark.console.sandbox.key-file", materials.pki("operator-key.pem"));
    }

    private Map<String, String> providerSignIn() throws IOException {
        return Map.of(
                "hallmark.console.oidc.client-id", "hallmark-console",
                "hallmark.console.oidc.client-secret", materials.secret(KeycloakProgram.CONSOLE_SECRET),
                "hallmark.console.oidc.public-url", Addresses.address(Services.named("console"), materials.ports()));
    }

    private String pkiUrl() {
        return "http://127.0.0.1:%s/pki/v1".formatted(port("ca"));
    }

    private String connectionSecret(Service service) throws IOException {
        return materials.secret("connection." + service.name());
    }

    private String port(String service) {
        return port(Port.of(Services.named(service)));
    }

    private String port(Port port) {
        return Integer.toString(materials.ports().of(port));
    }
}
