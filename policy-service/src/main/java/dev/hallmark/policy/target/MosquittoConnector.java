package dev.hallmark.policy.target;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.commons.identity.DeviceId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Mosquitto needs nothing per device: its agent mirrors the issuers, the CRLs and the topic patterns. So there is nothing
 * to apply, to verify or to remove here.
 */
@ApplicationScoped
class MosquittoConnector implements TargetConnector {

    private static final int DEFAULT_PORT = 8883;

    private final ObjectNode schema;
    private final String caCertificates;

    MosquittoConnector(MosquittoConfiguration configuration, ObjectMapper json) {
        this.schema = schema(json);
        this.caCertificates =
                configuration.caCertificatesFile().map(MosquittoConnector::read).orElse("");
    }

    @Override
    public String kind() {
        return "mosquitto";
    }

    @Override
    public ObjectNode settingsSchema() {
        return schema.deepCopy();
    }

    @Override
    public Plan plan(DeviceAtTarget device) throws PlanException {
        if (caCertificates(device.settings()).isEmpty()) {
            throw new PlanException("no CA certificates for the broker: neither the policy's settings.caCertificates"
                    + " nor hallmark.policy.mosquitto.ca-certificates-file is set");
        }
        return Plan.EMPTY;
    }

    @Override
    public Uni<Void> apply(Plan.Step step) {
        return Uni.createFrom().failure(new UnsupportedOperationException("a plan for Mosquitto has no steps"));
    }

    @Override
    public Uni<Boolean> verify(DeviceAtTarget device) {
        return Uni.createFrom().item(true);
    }

    @Override
    public Uni<Void> revoke(DeviceAtTarget device) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public ConnectionDetails details(DeviceId device, ObjectNode settings) {
        var name = device.commonName();
        return new ConnectionDetails(
                kind(),
                "mqtts",
                settings.path("host").asText(),
                settings.path("port").asInt(DEFAULT_PORT),
                name,
                null,
                caCertificates(settings),
                List.of("devices/" + name + "/up/#"),
                List.of("devices/" + name + "/down/#"));
    }

    private String caCertificates(ObjectNode settings) {
        return settings.path("caCertificates").asText(caCertificates);
    }

    private static ObjectNode schema(ObjectMapper json) {
        try (var resource = MosquittoConnector.class.getResourceAsStream("/targets/mosquitto.json")) {
            return (ObjectNode) json.readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("targets/mosquitto.json cannot be read", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("hallmark.policy.mosquitto.ca-certificates-file cannot be read: " + file, e);
        }
    }
}
