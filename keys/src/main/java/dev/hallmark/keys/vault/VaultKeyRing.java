package dev.hallmark.keys.vault;

import static dev.hallmark.keys.KeyRingException.Code.WRONG_INPUT;

import dev.hallmark.keys.DataKey;
import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyName;
import dev.hallmark.keys.KeyRing;
import dev.hallmark.keys.KeyRingException;
import dev.hallmark.keys.Purpose;
import dev.hallmark.keys.WrappedKey;
import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransit;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitDecryptParams;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitEncryptParams;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.security.PublicKey;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The keys of a Transit engine of Vault or OpenBao. */
public final class VaultKeyRing implements KeyRing {

    private static final Set<KeyAlgorithm> ALGORITHMS = Set.copyOf(EnumSet.of(
            KeyAlgorithm.ES256, KeyAlgorithm.ES384, KeyAlgorithm.EDDSA, KeyAlgorithm.RS256, KeyAlgorithm.AES256));
    private static final Pattern WRAPPED = Pattern.compile("vault:v([1-9][0-9]{0,8}):[A-Za-z0-9+/]{16,4096}={0,2}");
    private static final int BAD_REQUEST = 400;

    private final VaultClient client;
    private final VaultSecretsTransit transit;
    private final TransitKeys keys;
    private final TransitSigner signer;

    /**
     * The keys of one engine.
     *
     * @param mount the path of the engine, without slashes around it
     * @param batchSize how many signatures one request asks for at most, from 1
     */
    public VaultKeyRing(VaultClient client, String mount, int batchSize) {
        this.client = client;
        this.transit = client.secrets().transit(mount);
        this.keys = new TransitKeys(transit);
        this.signer = new TransitSigner(transit, batchSize);
    }

    @Override
    public Set<KeyAlgorithm> algorithms() {
        return ALGORITHMS;
    }

    @Override
    public Uni<KeyId> create(KeyName name, KeyAlgorithm algorithm) {
        return here(() -> {
            Purpose.supported(this, algorithm);
            return keys.create(name, algorithm).map(key -> {
                Purpose.of(key.newestId(), key.algorithm(), algorithm);
                return key.newestId();
            });
        });
    }

    @Override
    public Uni<PublicKey> publicKey(KeyId id) {
        return here(() -> signing(id).map(key -> key.publicKeys().get(id.version())));
    }

    @Override
    public Uni<byte[]> sign(KeyId id, byte[] message) {
        return here(() -> signing(id).chain(key -> signer.sign(id, key.algorithm(), message)));
    }

    @Override
    public Uni<byte[]> signDigest(KeyId id, byte[] digest) {
        return here(() -> signing(id).chain(key -> signer.signDigest(id, key.algorithm(), digest)));
    }

    @Override
    public Uni<WrappedKey> wrap(KeyId id, DataKey dataKey) {
        return here(() -> wrapping(id)
                .chain(() -> Uni.createFrom()
                        .completionStage(() -> transit.encrypt(
                                id.name().value(),
                                new VaultSecretsTransitEncryptParams()
                                        .setKeyVersion(id.version())
                                        .setPlaintext(dataKey.material()))))
                .map(result -> new WrappedKey(result.getCiphertext())));
    }

    @Override
    public Uni<DataKey> unwrap(KeyName name, WrappedKey wrapped) {
        var matcher = WRAPPED.matcher(wrapped.text());
        if (!matcher.matches()) {
            return Uni.createFrom().failure(notWrapped());
        }
        var id = new KeyId(name, Integer.parseInt(matcher.group(1)));
        return here(() -> wrapping(id)
                .chain(() -> Uni.createFrom()
                        .completionStage(() -> transit.decrypt(
                                name.value(), new VaultSecretsTransitDecryptParams().setCiphertext(wrapped.text()))))
                .map(DataKey::of)
                .onFailure(failure -> VaultFaults.status(failure) == BAD_REQUEST)
                .transform(failure -> notWrapped()));
    }

    /** That Vault is not sealed, and takes the token. */
    @Override
    public Uni<Void> check() {
        return here(() -> Uni.createFrom()
                .completionStage(() -> client.auth().token().lookupSelf())
                .replaceWithVoid());
    }

    @Override
    public String toString() {
        return "VaultKeyRing";
    }

    private Uni<TransitKey> signing(KeyId id) {
        return keys.find(id).invoke(key -> Purpose.signing(id, key.algorithm()));
    }

    private Uni<TransitKey> wrapping(KeyId id) {
        return keys.find(id).invoke(key -> Purpose.of(id, key.algorithm(), KeyAlgorithm.AES256));
    }

    private static KeyRingException notWrapped() {
        return new KeyRingException(WRONG_INPUT, "not a data key that this key has wrapped");
    }

    /** Answers come back on the context of whoever asked, although several may have shared a call. */
    private static <T> Uni<T> here(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var context = Vertx.currentContext();
            var answer = work.get().onFailure().transform(VaultFaults::of);
            return context == null ? answer : answer.emitOn(task -> context.runOnContext(ignored -> task.run()));
        });
    }
}
