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
import dev.hallmark.keys.store.Store;
import dev.hallmark.keys.store.StoredKeyRing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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

    @Override
    public KeyRing again() {
        return open();
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
    void anEntryThatCannotBeReadIsLeftAloneAndHurtsNoOther() throws Exception {
        // Given
        var good = create(ring, "good");
        changeKey(create(ring, "odd"), "another password");

        // When
        var reopened = open();

        // Then
        assertThat(reopened.publicKey(good).await().atMost(PATIENCE)).isNotNull();
        var before = Files.readAllBytes(file);
        assertThatThrownBy(() -> create(reopened, "odd"))
                .isInstanceOfSatisfying(
                        KeyRingException.class, e -> assertThat(e.passes()).isTrue())
                .hasMessageContaining("odd cannot be read");
        assertThat(key(before, "odd.v1", "another password"))
                .isEqualTo(key(Files.readAllBytes(file), "odd.v1", "another password"));
    }

    @Test
    void afterAFailureTheKeysAreReadAgain() {
        // Given
        var reads = new AtomicInteger();
        var away = new AtomicBoolean();
        var store = new KeystoreFile(file, PASSWORD.toCharArray());
        var mine = StoredKeyRing.open(new Interrupted(store, away, reads), VERTX);
        var key = create(mine, "some");
        assertThat(mine.sign(key, new byte[1]).await().atMost(PATIENCE)).isNotEmpty();

        // When
        away.set(true);
        assertThatThrownBy(() -> mine.sign(key, new byte[1]).await().atMost(PATIENCE))
                .hasMessageContaining("cannot sign: it is away");
        away.set(false);
        var before = reads.get();

        // Then
        assertThat(mine.sign(key, new byte[1]).await().atMost(PATIENCE)).isNotEmpty();
        assertThat(reads.get()).isGreaterThan(before);
    }

    /** A store whose provider goes away, as an HSM does. */
    private record Interrupted(KeystoreFile file, AtomicBoolean away, AtomicInteger reads) implements Store {

        @Override
        public Set<KeyAlgorithm> algorithms() {
            return file.algorithms();
        }

        @Override
        public KeyStore read() {
            reads.incrementAndGet();
            return file.read();
        }

        @Override
        public <T> T change(Change<T> change) {
            return file.change(change);
        }

        @Override
        public char[] password() {
            return file.password();
        }

        @Override
        public Optional<Provider> provider(KeyAlgorithm algorithm) {
            if (away.get()) {
                throw new ProviderException("it is away");
            }
            return file.provider(algorithm);
        }
    }

    /** Protects a key by another password than the file's. */
    private void changeKey(KeyId key, String password) throws Exception {
        var content = KeyStore.getInstance("PKCS12");
        var alias = key.name() + ".v1";
        content.load(new ByteArrayInputStream(Files.readAllBytes(file)), PASSWORD.toCharArray());
        content.setKeyEntry(
                alias,
                content.getKey(alias, PASSWORD.toCharArray()),
                password.toCharArray(),
                content.getCertificateChain(alias));
        try (var out = Files.newOutputStream(file)) {
            content.store(out, PASSWORD.toCharArray());
        }
    }

    private static Key key(byte[] store, String alias, String password) throws Exception {
        var content = KeyStore.getInstance("PKCS12");
        content.load(new ByteArrayInputStream(store), PASSWORD.toCharArray());
        return content.getKey(alias, password.toCharArray());
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
