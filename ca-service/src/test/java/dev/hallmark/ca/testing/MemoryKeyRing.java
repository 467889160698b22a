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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Keys that a test forgets. */
public final class MemoryKeyRing implements KeyRing {

    /** As the keystore does. */
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private final Map<KeyName, KeyPair> keys = new ConcurrentHashMap<>();

    @Override
    public Set<KeyAlgorithm> algorithms() {
        return Set.of(KeyAlgorithm.ES256);
    }

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
    public Uni<byte[]> sign(KeyId key, byte[] message) {
        return sign("SHA256withECDSA", key, message);
    }

    @Override
    public Uni<byte[]> signDigest(KeyId key, byte[] digest) {
        return sign("NONEwithECDSA", key, digest);
    }

    private Uni<byte[]> sign(String algorithm, KeyId key, byte[] input) {
        try {
            var signature = Signature.getInstance(algorithm, BOUNCY_CASTLE);
            signature.initSign(keys.get(key.name()).getPrivate());
            signature.update(input);
            return Uni.createFrom().item(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Uni<WrappedKey> wrap(KeyId key, DataKey dataKey) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<DataKey> unwrap(KeyName key, WrappedKey wrapped) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> check() {
        return Uni.createFrom().voidItem();
    }
}
