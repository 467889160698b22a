package dev.hallmark.keys.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyName;
import dev.hallmark.keys.KeyRing;
import dev.hallmark.keys.KeyRingContract;
import dev.hallmark.keys.KeyRingException;
import dev.hallmark.keys.store.StoredKeyRing;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against SoftHSM. */
class Pkcs11KeyRingTest implements KeyRingContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Vertx VERTX = Vertx.vertx();

    private static KeyRing ring;

    @BeforeAll
    static void openToken() throws IOException, InterruptedException {
        ring = StoredKeyRing.open(SoftHsm.token(), VERTX);
    }

    @AfterAll
    static void closeVertx() {
        VERTX.closeAndAwait();
    }

    @Override
    public KeyRing ring() {
        return ring;
    }

    @Test
    void itHasTheAlgorithmsThatSunPkcs11Has() {
        assertThat(ring.algorithms())
                .containsExactlyInAnyOrder(
                        KeyAlgorithm.ES256, KeyAlgorithm.ES384, KeyAlgorithm.RS256, KeyAlgorithm.AES256);
    }

    @Test
    void aKeyIsThereForAnotherClient() throws IOException, InterruptedException {
        var key =
                ring.create(new KeyName("outlives"), KeyAlgorithm.ES256).await().atMost(PATIENCE);

        var other = StoredKeyRing.open(SoftHsm.token(), VERTX);

        assertThat(other.publicKey(key).await().atMost(PATIENCE))
                .isEqualTo(ring.publicKey(key).await().atMost(PATIENCE));
    }

    @Test
    void aLibraryThatIsNoneIsNamed() {
        assertThatThrownBy(() -> Pkcs11Token.open(Path.of("/nowhere.so"), 0, "1234".toCharArray()))
                .isInstanceOf(KeyRingException.class)
                .hasMessageContaining("hallmark.keys.pkcs11.library");
    }
}
