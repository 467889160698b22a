package dev.hallmark.keys.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.embedded.SoftHsm;
import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyRing;
import dev.hallmark.keys.KeyRingContract;
import dev.hallmark.keys.KeyRingException;
import dev.hallmark.keys.store.StoredKeyRing;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against SoftHSM. */
class Pkcs11KeyRingTest implements KeyRingContract {

    private static final String PIN = "a-test-pin";
    private static final Vertx VERTX = Vertx.vertx();

    private static KeyRing ring;

    @BeforeAll
    static void openToken() throws IOException {
        ring = StoredKeyRing.open(token(), VERTX);
    }

    @AfterAll
    static void closeVertx() {
        VERTX.closeAndAwait();
    }

    @Override
    public KeyRing ring() {
        return ring;
    }

    @Override
    public KeyRing again() throws IOException {
        return StoredKeyRing.open(token(), VERTX);
    }

    @Test
    void itHasTheAlgorithmsThatSunPkcs11Has() {
        assertThat(ring.algorithms())
                .containsExactlyInAnyOrder(
                        KeyAlgorithm.ES256, KeyAlgorithm.ES384, KeyAlgorithm.RS256, KeyAlgorithm.AES256);
    }

    @Test
    void aLibraryThatIsNoneIsNamed() {
        assertThatThrownBy(() -> Pkcs11Token.open(Path.of("/nowhere.so"), 0, "1234".toCharArray()))
                .isInstanceOf(KeyRingException.class)
                .hasMessageContaining("hallmark.keys.pkcs11.library");
    }

    /** The library finds it by the environment of this process, which the build sets. */
    private static Pkcs11Token token() throws IOException {
        var configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
        new SoftHsm(configuration.getParent()).make(PIN, "an-officer's-pin");
        return Pkcs11Token.open(SoftHsm.library().orElseThrow(), 0, PIN.toCharArray());
    }
}
