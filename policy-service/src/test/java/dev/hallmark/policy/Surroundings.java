package dev.hallmark.policy;

import dev.hallmark.testkit.ConnectionHeader;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.TestVerifier;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What the service finds around it: the verifier, the operators' identity provider, and a Mosquitto to seed a policy of. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

    private static final String CA_CERTIFICATES = "-----BEGIN CERTIFICATE-----\ntest\n-----END CERTIFICATE-----\n";

    private static final Map<String, String> SEED = Map.of(
            "hallmark.tenants", "default,other,paged",
            "hallmark.policy.seed[0].name", "seeded",
            "hallmark.policy.seed[0].target-kind", "mosquitto",
            "hallmark.policy.seed[0].settings.host", "localhost",
            "hallmark.policy.seed[0].settings.port", "18883");

    private final TestVerifier verifier = new TestVerifier();

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(SEED);
        settings.putAll(verifier.start());
        settings.putAll(new OperatorTokens().start());
        settings.put("hallmark.connection.secrets", ConnectionHeader.SECRET);
        settings.put("hallmark.policy.mosquitto.ca-certificates-file", caCertificates());
        return settings;
    }

    @Override
    public void stop() {
        verifier.stop();
    }

    private static String caCertificates() {
        var file = Path.of("target", "server-ca.pem").toAbsolutePath();
        try {
            return Files.writeString(file, CA_CERTIFICATES).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
