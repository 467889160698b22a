package dev.hallmark.keys.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.keys.DataKey;
import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyName;
import dev.hallmark.keys.KeyRing;
import dev.hallmark.keys.KeyRingContract;
import dev.hallmark.keys.KeyRingException;
import dev.hallmark.keys.store.StoredKeyRing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeystoreKeyRingTest implements KeyRingContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Vertx VERTX = Vertx.vertx();
    private static final String PASSWORD = "a test's own password";

    @TempDir
    Path directory;

    private Path file;
    private KeyRing ring;

    @BeforeEach
    void openRing() {
        file = directory.resolve("new").resolve("keys.p12");
        ring = open();
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
    void keysOutliveTheProcess() {
        var key = create(ring, "outlives");
        var before = ring.publicKey(key).await().atMost(PATIENCE);

        var after = open().publicKey(key).await().atMost(PATIENCE);

        assertThat(after).isEqualTo(before);
    }

    @Test
    void aKeyMadeThroughAnotherRingIsFound() {
        var other = open();
        var mine = create(ring, "mine");

        var theirs = create(other, "theirs");

        assertThat(ring.publicKey(theirs).await().atMost(PATIENCE)).isNotNull();
        assertThat(other.publicKey(mine).await().atMost(PATIENCE)).isNotNull();
    }

    @Test
    void twoRingsThatCreateTheSameKeyAtOnceCreateOne() {
        // Given
        var name = new KeyName("same");
        var other = open();

        // When
        var made = Uni.join()
                .all(ring.create(name, KeyAlgorithm.ES256), other.create(name, KeyAlgorithm.ES256))
                .andFailFast()
                .await()
                .atMost(Duration.ofSeconds(20));

        // Then
        var key = new KeyId(name, 1);
        assertThat(made).containsOnly(key);
        assertThat(ring.publicKey(key).await().atMost(PATIENCE))
                .isEqualTo(other.publicKey(key).await().atMost(PATIENCE));
    }

    @Test
    void onlyItsOwnerReadsTheFile() throws IOException {
        var made = create(ring, "any");

        assertThat(made.version()).isEqualTo(1);
        for (var path : List.of(file, file.resolveSibling("keys.p12.lock"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        try (var left = Files.list(file.getParent())) {
            assertThat(left).hasSize(2);
        }
    }

    @Test
    void aWrongPasswordIsRefusedWithoutShowingAnyPassword() {
        var made = create(ring, "any");

        assertThat(made.version()).isEqualTo(1);
        assertThatThrownBy(() -> StoredKeyRing.open(new KeystoreFile(file, "wrong guess".toCharArray()), VERTX))
                .isInstanceOf(KeyRingException.class)
                .hasMessageContaining("hallmark.keys.keystore.password")
                .satisfies(e -> assertThat(e.toString() + e.getCause())
                        .doesNotContain(PASSWORD)
                        .doesNotContain("wrong guess"));
    }

    @Test
    void productionIsRefusedAndThePropertyNamed() {
        assertThatThrownBy(() -> KeystoreProvider.refuseProduction(List.of("prod")))
                .hasMessageContaining("hallmark.keys.provider=keystore");
        KeystoreProvider.refuseProduction(List.of("sandbox"));
    }

    @Test
    void twoProcessesAtOnceLoseNoKey() throws IOException, InterruptedException {
        var first = process("first");
        var second = process("second");

        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();

        for (var name : List.of("first", "second")) {
            for (var i = 0; i < KeysInAProcess.KEYS; i++) {
                var key = new KeyId(new KeyName(name + "-" + i), 1);
                assertThat(ring.publicKey(key).await().atMost(PATIENCE)).isNotNull();
            }
        }
    }

    @Test
    void nothingSecretIsPrinted() {
        assertThat(DataKey.of(new byte[] {7, 7, 7}).toString()).doesNotContain("7");
        assertThat(ring.toString()).isEqualTo("StoredKeyRing");
    }

    private Process process(String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeysInAProcess.class.getName(),
                        file.toString(),
                        PASSWORD,
                        name)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start();
    }

    private KeyRing open() {
        return StoredKeyRing.open(new KeystoreFile(file, PASSWORD.toCharArray()), VERTX);
    }

    private static KeyId create(KeyRing ring, String name) {
        return ring.create(new KeyName(name), KeyAlgorithm.ES256).await().atMost(PATIENCE);
    }
}
