package dev.hallmark.keys.store;

import static dev.hallmark.keys.KeyRingException.Code.UNAVAILABLE;
import static dev.hallmark.keys.KeyRingException.Code.UNKNOWN_KEY;

import dev.hallmark.keys.DataKey;
import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyName;
import dev.hallmark.keys.KeyRing;
import dev.hallmark.keys.KeyRingException;
import dev.hallmark.keys.Purpose;
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
            Purpose.supported(this, algorithm);
            var key = newest(name).orElseGet(() -> store.change(content -> add(content, name, algorithm)));
            Purpose.of(key.id(), key.algorithm(), algorithm);
            return key.id();
        });
    }

    @Override
    public Uni<PublicKey> publicKey(KeyId key) {
        return offLoop(() -> signing(find(key)).publicKey().orElseThrow());
    }

    @Override
    public Uni<byte[]> sign(KeyId key, byte[] message) {
        return offLoop(() -> signer.sign(signing(find(key)), message));
    }

    @Override
    public Uni<byte[]> signDigest(KeyId key, byte[] digest) {
        return offLoop(() -> signer.signDigest(signing(find(key)), digest));
    }

    @Override
    public Uni<WrappedKey> wrap(KeyId key, DataKey dataKey) {
        return offLoop(() -> wrapper.wrap(wrapping(find(key)), dataKey));
    }

    @Override
    public Uni<DataKey> unwrap(KeyName key, WrappedKey wrapped) {
        return offLoop(() -> {
            var version = new KeyId(key, StoredWrapper.version(wrapped));
            return wrapper.unwrap(wrapping(find(version)), wrapped);
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

    /** After a failure everything is read again: a token that was away knows nothing of the handles from before. */
    private <T> Uni<T> offLoop(Callable<T> work) {
        return vertx.executeBlocking(work, false)
                .onFailure(KeyRingException.class::isInstance)
                .invoke(failure -> {
                    if (((KeyRingException) failure).passes()) {
                        keys.set(Map.of());
                    }
                });
    }

    /** Another process may have been first. What is there and cannot be read is never written over. */
    private StoredKey add(KeyStore content, KeyName name, KeyAlgorithm algorithm) throws GeneralSecurityException {
        load(content);
        var id = new KeyId(name, 1);
        if (newest(name).isEmpty() && !entries.holds(content, id)) {
            entries.add(content, id, algorithm);
            load(content);
        }
        return newest(name)
                .orElseThrow(() -> new KeyRingException(
                        UNAVAILABLE,
                        "what the key store has under %s cannot be read; an interrupted making of a key may leave that."
                                        .formatted(name)
                                + " Once it is removed with the store's own tools, the key is made again"));
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

    private static StoredKey signing(StoredKey key) {
        Purpose.signing(key.id(), key.algorithm());
        return key;
    }

    private static StoredKey wrapping(StoredKey key) {
        Purpose.of(key.id(), key.algorithm(), KeyAlgorithm.AES256);
        return key;
    }
}
