package dev.hallmark.keys.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyRing;
import dev.hallmark.keys.KeyRingContract;
import dev.hallmark.testkit.vault.Transit;
import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.http.vertx.VertxVaultHttpClient;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real Vault where the environment names one, else against the server of the tests. */
class VaultKeyRingTest implements KeyRingContract {

    private static final int BATCH = 20;
    private static final Vertx VERTX = Vertx.vertx();

    private static Transit transit;
    private static KeyRing ring;

    @BeforeAll
    static void open() {
        transit = Transit.available();
        ring = ring(BATCH);
    }

    @AfterAll
    static void close() {
        transit.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public KeyRing ring() {
        return ring;
    }

    @Override
    public KeyRing again() {
        return ring(1);
    }

    @Test
    void itHasTheAlgorithmsThatTransitHas() {
        assertThat(ring.algorithms())
                .containsExactlyInAnyOrder(
                        KeyAlgorithm.ES256,
                        KeyAlgorithm.ES384,
                        KeyAlgorithm.EDDSA,
                        KeyAlgorithm.RS256,
                        KeyAlgorithm.AES256);
    }

    private static KeyRing ring(int batchSize) {
        var client = VaultClient.builder()
                .baseUrl(transit.address().toString())
                .executor(new VertxVaultHttpClient(WebClient.create(VERTX)))
                .requestTimeout(Duration.ofSeconds(5))
                .clientToken(transit.token())
                .build();
        return new VaultKeyRing(client, "transit", batchSize);
    }
}
