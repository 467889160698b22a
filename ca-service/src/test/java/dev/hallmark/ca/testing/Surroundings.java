package dev.hallmark.ca.testing;

import dev.hallmark.testkit.ConnectionHeader;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.TestVerifier;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** What the service finds around it: the verifier, the operators' identity provider, and a keystore. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

    private final TestVerifier verifier = new TestVerifier();

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<String, String>();
        settings.putAll(verifier.start());
        settings.putAll(new OperatorTokens().start());
        settings.put("hallmark.connection.secrets", ConnectionHeader.SECRET);
        settings.put("hallmark.tenants", "default,other");
        settings.put("hallmark.ca.public-url", "http://pki.example/");
        settings.put("hallmark.ca.profile.brief.validity", "PT5M");
        settings.put("hallmark.ca.profile.brief.grace", "PT0S");
        settings.put("hallmark.keys.provider", "keystore");
        settings.put("hallmark.keys.keystore.path", "target/keys/" + System.nanoTime() + ".p12");
        settings.put("hallmark.keys.keystore.password", "a test's own password");
        return settings;
    }

    @Override
    public void stop() {
        verifier.stop();
    }
}
