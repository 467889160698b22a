package dev.hallmark.console;

import dev.hallmark.testkit.ProviderAddress;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** What a cluster gives the console: an OIDC provider in the place of the sandbox's users and key. */
public final class ProviderSurroundings implements QuarkusTestResourceLifecycleManager {

    static final String CONSOLE = "https://console.test";

    private final ProviderAddress provider = new ProviderAddress();

    /** After {@link Surroundings}, which is every test's. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(provider.start());
        settings.put("quarkus.oidc.public-key", "");
        settings.put("hallmark.console.sandbox.users-file", "");
        settings.put("hallmark.console.sandbox.key-file", "");
        settings.put("hallmark.console.oidc.client-id", "hallmark-console");
        settings.put("hallmark.console.oidc.client-secret", "secret");
        settings.put("hallmark.console.oidc.public-url", CONSOLE);
        return settings;
    }

    @Override
    public void stop() {
        provider.stop();
    }
}
