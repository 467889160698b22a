package dev.hallmark.keys.keystore;

import dev.hallmark.keys.KeyRing;
import dev.hallmark.keys.KeyRingProvider;
import dev.hallmark.keys.store.StoredKeyRing;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Keys in an encrypted file: for a developer's machine and the sandbox, refused in production. */
@ApplicationScoped
class KeystoreProvider implements KeyRingProvider {

    private static final String PRODUCTION = "prod";

    private final KeystoreSettings settings;
    private final Vertx vertx;

    KeystoreProvider(KeystoreSettings settings, Vertx vertx) {
        this.settings = settings;
        this.vertx = vertx;
    }

    @Override
    public String name() {
        return "keystore";
    }

    @Override
    public KeyRing open() {
        refuseProduction(ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getProfiles());
        var path = settings.path().orElseThrow(() -> missing("hallmark.keys.keystore.path"));
        var password = settings.password()
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> missing("hallmark.keys.keystore.password"));
        return StoredKeyRing.open(new KeystoreFile(path, password.toCharArray()), vertx);
    }

    static void refuseProduction(List<String> profiles) {
        if (profiles.contains(PRODUCTION)) {
            throw new IllegalStateException("hallmark.keys.provider=keystore is refused in the production profile: "
                    + "a file does not protect keys well enough. Choose another hallmark.keys.provider.");
        }
    }
}
