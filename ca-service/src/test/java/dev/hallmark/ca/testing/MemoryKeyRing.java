package dev.hallmark.ca.testing;

import dev.hallmark.keys.DataKey;
import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyName;
import dev.hallmark.keys.KeyRing;
import dev.hallmark.keys.WrappedKey;
import dev.hallmark.testkit.TestKeys;
import io.smallrye.mutiny.Uni;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Keys that a test forgets. */
public final class MemoryKeyRing implements KeyRing {

    /** As the keystore does. */
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private final Map<KeyName, KeyPair> keys = new ConcurrentHashMap<>();

    @Override
    public Uni<KeyId> create(KeyName name, KeyAlgorithm algorithm) {
        keys.putIfAbsent(name, TestKeys.p256());
        return Uni.createFrom().item(new KeyId(name, 1));
    }

    @Override
    public Uni<PublicKey> publicKey(KeyId key) {
        return Uni.createFrom().item(keys.get(key.name()).getPublic());
    }

    @Override
    public Uni<byte[]> sign(KeyId key, byte[] digest) {
        try {
            var signature = Signature.getInstance("NONEwithECDSA", BOUNCY_CASTLE);
            signature.initSign(keys.get(key.name()).getPrivate());
            signature.update(digest);
            return Uni.createFrom().item(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Uni<List<byte[]>> sign(KeyId key, List<byte[]> digests) {
        return Uni.join()
                .all(digests.stream().map(digest -> sign(key, digest)).toList())
                .andFailFast();
    }

    @Override
    public Uni<WrappedKey> wrap(KeyId key, DataKey dataKey) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<DataKey> unwrap(KeyName key, WrappedKey wrapped) {
        throw new UnsupportedOperationException();
    }
}
