package dev.hallmark.keys.store;

import static dev.hallmark.keys.KeyRingException.Code.UNAVAILABLE;
import static dev.hallmark.keys.KeyRingException.Code.UNKNOWN_KEY;
import static dev.hallmark.keys.KeyRingException.Code.UNSUPPORTED_ALGORITHM;
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
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.ProviderException;
import java.security.PublicKey;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/** The keys of one of Java's key stores, which other processes may use at the same time. */
public final class StoredKeyRing implements KeyRing {

    private final Store store;
    private final Vertx vertx;
    private final StoredKeys entries;
    private final StoredSigner signer;
    private final StoredWrapper wrapper;
    private final AtomicReference<Map<KeyId, StoredKey>> keys = new AtomicReference<>(Map.of());

    private StoredKeyRing(Store store, Vertx vertx) {
        this.store = store;
        this.vertx = vertx;
        this.entries = new StoredKeys(store);
        this.signer = new StoredSigner(store);
        this.wrapper = new StoredWrapper(store);
    }

    /**
     * Opens the store.
     *
     * @throws KeyRingException at once when it cannot be opened
     */
    public static StoredKeyRing open(Store store, Vertx vertx) {
        var ring = new StoredKeyRing(store, vertx);
        ring.load(store.read());
        return ring;
    }

    @Override
    public Set<KeyAlgorithm> algorithms() {
        return store.algorithms();
    }

    @Override
    public Uni<KeyId> create(KeyName name, KeyAlgorithm algorithm) {
        return offLoop(() -> {
            if (!store.algorithms().contains(algorithm)) {
                throw new KeyRingException(UNSUPPORTED_ALGORITHM, "this key ring has no keys for " + algorithm);
            }
            return requireAlgorithm(
                            newest(name).orElseGet(() -> store.change(content -> add(content, name, algorithm))),
                            algorithm)
                    .id();
        });
    }

    @Override
    public Uni<PublicKey> publicKey(KeyId key) {
        return offLoop(() -> requireSigning(find(key)).publicKey().orElseThrow());
    }

    @Override
    public Uni<byte[]> sign(KeyId key, byte[] message) {
        return offLoop(() -> signer.sign(requireSigning(find(key)), message));
    }

    @Override
    public Uni<byte[]> signDigest(KeyId key, byte[] digest) {
        return offLoop(() -> signer.signDigest(requireSigning(find(key)), digest));
    }

    @Override
    public Uni<WrappedKey> wrap(KeyId key, DataKey dataKey) {
        return offLoop(() -> wrapper.wrap(requireAlgorithm(find(key), KeyAlgorithm.AES256), dataKey));
    }

    @Override
    public Uni<DataKey> unwrap(KeyName key, WrappedKey wrapped) {
        return offLoop(() -> {
            var version = new KeyId(key, StoredWrapper.version(wrapped));
            return wrapper.unwrap(requireAlgorithm(find(version), KeyAlgorithm.AES256), wrapped);
        });
    }

    @Override
    public Uni<Void> check() {
        return offLoop(store::read).replaceWithVoid();
    }

    @Override
    public String toString() {
        return "StoredKeyRing";
    }

    private <T> Uni<T> offLoop(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }

    /** Another process may have been first. */
    private StoredKey add(KeyStore content, KeyName name, KeyAlgorithm algorithm) throws GeneralSecurityException {
        load(content);
        if (newest(name).isEmpty()) {
            entries.add(content, new KeyId(name, 1), algorithm);
            load(content);
        }
        return newest(name).orElseThrow();
    }

    private Optional<StoredKey> newest(KeyName name) {
        return keys.get().values().stream()
                .filter(key -> key.id().name().equals(name))
                .max(Comparator.comparingInt(key -> key.id().version()));
    }

    /** A key that is unknown here may have been made by another process since. */
    private StoredKey find(KeyId id) {
        if (!keys.get().containsKey(id)) {
            load(store.read());
        }
        return Optional.ofNullable(keys.get().get(id))
                .orElseThrow(() -> new KeyRingException(UNKNOWN_KEY, "there is no key " + id));
    }

    private void load(KeyStore content) {
        try {
            keys.set(entries.readAll(content));
        } catch (GeneralSecurityException | ProviderException e) {
            throw new KeyRingException(UNAVAILABLE, "the keys cannot be read", e);
        }
    }

    private static StoredKey requireSigning(StoredKey key) {
        if (!key.algorithm().isForSigning()) {
            throw new KeyRingException(
                    WRONG_ALGORITHM, "%s is a key for %s, which does not sign".formatted(key.id(), key.algorithm()));
        }
        return key;
    }

    private static StoredKey requireAlgorithm(StoredKey key, KeyAlgorithm algorithm) {
        if (key.algorithm() != algorithm) {
            throw new KeyRingException(
                    WRONG_ALGORITHM, "%s is a key for %s, not for %s".formatted(key.id(), key.algorithm(), algorithm));
        }
        return key;
    }
}
