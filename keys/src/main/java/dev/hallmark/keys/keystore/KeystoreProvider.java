package dev.hallmark.keys.keystore;

import dev.hallmark.keys.KeyRing;
import dev.hallmark.keys.KeyRingProvider;
import dev.hallmark.keys.store.StoredKeyRing;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/** Keys in an encrypted file: for a developer's machine and the sandbox, refused in production. */
@ApplicationScoped
class KeystoreProvider implements KeyRingProvider {

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
        var path = settings.path().orElseThrow(() -> missing("hallmark.keys.keystore.path"));
        var password = settings.password()
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> missing("hallmark.keys.keystore.password"));
        return StoredKeyRing.open(new KeystoreFile(path, password.toCharArray()), vertx);
    }
}
