package dev.hallmark.registry;

import dev.hallmark.testkit.OperatorTokens;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the service finds around it: the operators' identity provider, and tenants enough for a test to have its own. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

    /** A tenant whose registrations must come with a manifest. */
    public static final String MANIFESTS_ONLY = "manifests-only";

    /* The tests and this resource may be loaded apart; the JVM's properties are what they share. */
    private static final String TENANTS = "hallmark.test.tenants";
    private static final int TENANTS_OF_A_RUN = 500;

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(new OperatorTokens().start());
        settings.put("hallmark.tenants", "default,%s,%s".formatted(MANIFESTS_ONLY, freshTenants()));
        settings.put("hallmark.registry.tenant.%s.manifest".formatted(MANIFESTS_ONLY), "required");
        settings.put("hallmark.platform-tenant", "default");
        settings.put("hallmark.registry.kept-files.quota", "3M");
        return settings;
    }

    @Override
    public void stop() {}

    /** A tenant that the service knows and no test has had yet. */
    static synchronized String nextTenant() {
        var left = System.getProperty(TENANTS).split(",", 2);
        System.setProperty(TENANTS, left[1]);
        return left[0];
    }

    private static String freshTenants() {
        var names = Stream.generate(() -> "t-" + UUID.randomUUID().toString().substring(0, 8))
                .distinct()
                .limit(TENANTS_OF_A_RUN)
                .collect(Collectors.joining(","));
        System.setProperty(TENANTS, names);
        return names;
    }
}
