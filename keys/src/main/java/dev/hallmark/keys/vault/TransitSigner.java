package dev.hallmark.keys.vault;

import static dev.hallmark.keys.KeyRingException.Code.UNAVAILABLE;

import dev.hallmark.keys.Digests;
import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyAlgorithm.Hash;
import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyRingException;
import dev.hallmark.keys.remote.Batcher;
import dev.hallmark.keys.remote.Batcher.Outcome;
import io.quarkus.vault.client.api.common.VaultHashAlgorithm;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransit;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitMarshalingAlgorithm;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitSignBatchItem;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitSignBatchParams;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitSignResultBatchItem;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitSignatureAlgorithm;
import io.smallrye.mutiny.Uni;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Has Vault sign. It gets digests where the algorithm allows it, so that no message travels. */
final class TransitSigner {

    private final VaultSecretsTransit transit;
    private final int batchSize;
    private final Map<KeyId, Batcher<byte[], byte[]>> batchers = new ConcurrentHashMap<>();

    TransitSigner(VaultSecretsTransit transit, int batchSize) {
        this.transit = transit;
        this.batchSize = batchSize;
    }

    Uni<byte[]> sign(KeyId id, KeyAlgorithm algorithm, byte[] message) {
        return send(
                id,
                algorithm,
                algorithm.hash().map(hash -> Digests.of(hash, message)).orElse(message));
    }

    Uni<byte[]> signDigest(KeyId id, KeyAlgorithm algorithm, byte[] digest) {
        Digests.require(id, algorithm, digest);
        return send(id, algorithm, digest);
    }

    private Uni<byte[]> send(KeyId id, KeyAlgorithm algorithm, byte[] input) {
        return batchers.computeIfAbsent(id, key -> new Batcher<>(batchSize, inputs -> call(key, algorithm, inputs)))
                .ask(input);
    }

    private Uni<List<Outcome<byte[]>>> call(KeyId id, KeyAlgorithm algorithm, List<byte[]> inputs) {
        return Uni.createFrom()
                .completionStage(() -> transit.signBatch(id.name().value(), request(id, algorithm, inputs)))
                .map(results ->
                        results.stream().map(result -> outcome(id, result)).toList())
                .onFailure()
                .transform(VaultFaults::of);
    }

    private static VaultSecretsTransitSignBatchParams request(KeyId id, KeyAlgorithm algorithm, List<byte[]> inputs) {
        var request = new VaultSecretsTransitSignBatchParams()
                .setKeyVersion(id.version())
                .setBatchInput(inputs.stream()
                        .map(input -> new VaultSecretsTransitSignBatchItem().setInput(input))
                        .toList());
        algorithm.hash().ifPresent(hash -> request.setPrehashed(true).setHashAlgorithm(hash(hash)));
        return switch (algorithm) {
            case ES256, ES384 -> request.setMarshalingAlgorithm(VaultSecretsTransitMarshalingAlgorithm.ASN1);
            case RS256 -> request.setSignatureAlgorithm(VaultSecretsTransitSignatureAlgorithm.PKCS1V15);
            default -> request;
        };
    }

    private static VaultHashAlgorithm hash(Hash hash) {
        return switch (hash) {
            case SHA256 -> VaultHashAlgorithm.SHA2_256;
            case SHA384 -> VaultHashAlgorithm.SHA2_384;
        };
    }

    private static Outcome<byte[]> outcome(KeyId id, VaultSecretsTransitSignResultBatchItem result) {
        var prefix = "vault:v" + id.version() + ":";
        return Optional.ofNullable(result.getSignature())
                .filter(signature -> signature.startsWith(prefix))
                .<Outcome<byte[]>>map(signature ->
                        new Outcome.Done<>(Base64.getDecoder().decode(signature.substring(prefix.length()))))
                .orElseGet(() -> new Outcome.Failed<>(new KeyRingException(
                        UNAVAILABLE, "Vault does not sign with %s: %s".formatted(id, result.getError()))));
    }
}
