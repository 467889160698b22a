package dev.hallmark.keys.vault;

import static dev.hallmark.keys.KeyRingException.Code.UNKNOWN_KEY;

import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyName;
import dev.hallmark.keys.KeyRingException;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransit;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitCreateKeyParams;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Makes keys in Vault, and remembers what it says of them. */
final class TransitKeys {

    private final VaultSecretsTransit transit;
    private final Map<KeyName, TransitKey> known = new ConcurrentHashMap<>();

    TransitKeys(VaultSecretsTransit transit) {
        this.transit = transit;
    }

    /** The key of a name, made if there is none; Vault itself changes nothing of one that exists. */
    Uni<TransitKey> create(KeyName name, KeyAlgorithm algorithm) {
        return read(name)
                .chain(found -> found.map(key -> Uni.createFrom().item(key)).orElseGet(() -> make(name, algorithm)
                        .chain(() -> read(name))
                        .map(made -> made.orElseThrow(() -> unknown(name.value())))));
    }

    private Uni<?> make(KeyName name, KeyAlgorithm algorithm) {
        var wish = new VaultSecretsTransitCreateKeyParams()
                .setType(TransitKey.type(algorithm))
                .setExportable(false)
                .setAllowPlaintextBackup(false);
        return Uni.createFrom()
                .completionStage(() -> transit.createKey(name.value(), wish))
                .onFailure()
                .transform(VaultFaults::of);
    }

    /** Fails with {@code UNKNOWN_KEY} when there is no such version. */
    Uni<TransitKey> find(KeyId id) {
        var before = known.get(id.name());
        if (before != null && before.has(id.version())) {
            return Uni.createFrom().item(before);
        }
        return read(id.name())
                .map(found -> found.filter(key -> key.has(id.version())).orElseThrow(() -> unknown(id.toString())));
    }

    private Uni<Optional<TransitKey>> read(KeyName name) {
        return Uni.createFrom()
                .completionStage(() -> transit.readKey(name.value()))
                .map(info -> Optional.of(TransitKey.of(name, info)))
                .onFailure(VaultFaults::isNotFound)
                .recoverWithItem(Optional.empty())
                .onFailure()
                .transform(VaultFaults::of)
                .invoke(found -> found.ifPresent(key -> known.put(name, key)));
    }

    private static KeyRingException unknown(String key) {
        return new KeyRingException(UNKNOWN_KEY, "there is no key " + key);
    }
}
