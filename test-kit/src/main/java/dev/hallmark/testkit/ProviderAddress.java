package dev.hallmark.testkit;

import dev.hallmark.embedded.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Where a {@link FakeProvider} will be, once a test starts it: the service starts without it. */
public final class ProviderAddress implements QuarkusTestResourceLifecycleManager {

    private static final String PORT = "hallmark.test.provider-port";

    @Override
    public Map<String, String> start() {
        try {
            System.setProperty(PORT, Integer.toString(Ports.free()));
            return Map.of("quarkus.oidc.auth-server-url", FakeProvider.issuer(port()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** There is nothing to stop. */
    @Override
    public void stop() {}

    public static int port() {
        return Integer.getInteger(PORT);
    }
}
