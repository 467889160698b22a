package dev.hallmark.keys.keystore;

import static dev.hallmark.keys.KeyRingException.Code.UNAVAILABLE;
import static dev.hallmark.keys.KeyRingException.Code.UNKNOWN_KEY;
import static dev.hallmark.keys.KeyRingException.Code.WRONG_ALGORITHM;

import dev.hallmark.keys.DataKey;
import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyName;
import dev.hallmark.keys.KeyRing;
import dev.hallmark.keys.KeyRingException;
import dev.hallmark.keys.WrappedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PublicKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/** Keys in an encrypted PKCS#12 file, which other processes may use at the same time. */
final class KeystoreKeyRing implements KeyRing {

    private final KeystoreFile file;
    private final Vertx vertx;
    private final AtomicReference<Map<KeyId, KeystoreKey>> keys = new AtomicReference<>(Map.of());

    private KeystoreKeyRing(KeystoreFile file, Vertx vertx) {
        this.file = file;
        this.vertx = vertx;
    }

    /** Opens the file, and fails at once when it cannot be opened. */
    static KeystoreKeyRing open(Path path, char[] password, Vertx vertx) {
        var ring = new KeystoreKeyRing(new KeystoreFile(path, password), vertx);
        ring.load(ring.file.read());
        return ring;
    }

    @Override
    public Uni<KeyId> create(KeyName name, KeyAlgorithm algorithm) {
        return offLoop(() -> requireAlgorithm(
                        newest(name).orElseGet(() -> file.change(content -> add(content, name, algorithm))), algorithm)
                .id());
    }

    @Override
    public Uni<PublicKey> publicKey(KeyId key) {
        return offLoop(() ->
                requireAlgorithm(find(key), KeyAlgorithm.ES256).publicKey().orElseThrow());
    }

    @Override
    public Uni<byte[]> sign(KeyId key, byte[] digest) {
        return sign(key, List.of(digest)).map(List::getFirst);
    }

    @Override
    public Uni<List<byte[]>> sign(KeyId key, List<byte[]> digests) {
        return offLoop(() -> {
            var signing = requireAlgorithm(find(key), KeyAlgorithm.ES256);
            return digests.stream()
                    .map(digest -> KeystoreCipher.sign(signing, digest))
                    .toList();
        });
    }

    @Override
    public Uni<WrappedKey> wrap(KeyId key, DataKey dataKey) {
        return offLoop(() -> KeystoreCipher.wrap(requireAlgorithm(find(key), KeyAlgorithm.AES256), dataKey));
    }

    @Override
    public Uni<DataKey> unwrap(KeyName key, WrappedKey wrapped) {
        return offLoop(() -> {
            var version = new KeyId(key, KeystoreCipher.version(wrapped));
            return KeystoreCipher.unwrap(requireAlgorithm(find(version), KeyAlgorithm.AES256), wrapped);
        });
    }

    @Override
    public String toString() {
        return "KeystoreKeyRing";
    }

    private <T> Uni<T> offLoop(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }

    /** Under the file's lock: another process may have been first. */
    private KeystoreKey add(KeyStore content, KeyName name, KeyAlgorithm algorithm) throws GeneralSecurityException {
        load(content);
        if (newest(name).isEmpty()) {
            KeystoreEntries.add(content, file.password(), new KeyId(name, 1), algorithm);
            load(content);
        }
        return newest(name).orElseThrow();
    }

    private Optional<KeystoreKey> newest(KeyName name) {
        return keys.get().values().stream()
                .filter(key -> key.id().name().equals(name))
                .max(Comparator.comparingInt(key -> key.id().version()));
    }

    /** A key that is unknown here may have been made by another process since. */
    private KeystoreKey find(KeyId id) {
        if (!keys.get().containsKey(id)) {
            load(file.read());
        }
        return Optional.ofNullable(keys.get().get(id))
                .orElseThrow(() -> new KeyRingException(UNKNOWN_KEY, "there is no key " + id));
    }

    private void load(KeyStore content) {
        try {
            keys.set(KeystoreEntries.readAll(content, file.password()));
        } catch (GeneralSecurityException e) {
            throw new KeyRingException(UNAVAILABLE, "the keys of the file cannot be read", e);
        }
    }

    private static KeystoreKey requireAlgorithm(KeystoreKey key, KeyAlgorithm algorithm) {
        if (key.algorithm() != algorithm) {
            throw new KeyRingException(
                    WRONG_ALGORITHM, "%s is a key for %s, not for %s".formatted(key.id(), key.algorithm(), algorithm));
        }
        return key;
    }
}
