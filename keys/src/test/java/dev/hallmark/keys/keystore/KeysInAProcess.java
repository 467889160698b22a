package dev.hallmark.keys.keystore;

import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyName;
import dev.hallmark.keys.store.StoredKeyRing;
import io.vertx.mutiny.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;

/** Another process that makes keys in the same file. */
final class KeysInAProcess {

    static final int KEYS = 10;

    private KeysInAProcess() {}

    public static void main(String[] arguments) {
        var vertx = Vertx.vertx();
        var ring = StoredKeyRing.open(new KeystoreFile(Path.of(arguments[0]), arguments[1].toCharArray()), vertx);
        for (var i = 0; i < KEYS; i++) {
            var key = ring.create(new KeyName(arguments[2] + "-" + i), KeyAlgorithm.ES256)
                    .await()
                    .atMost(Duration.ofSeconds(30));
            if (key.version() != 1) {
                throw new IllegalStateException("a new key has version 1");
            }
        }
        vertx.closeAndAwait();
    }
}
