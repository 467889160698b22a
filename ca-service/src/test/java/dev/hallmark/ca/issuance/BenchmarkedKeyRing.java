package dev.hallmark.ca.issuance;

import dev.hallmark.embedded.SoftHsm;
import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyRing;
import dev.hallmark.keys.keystore.KeystoreFile;
import dev.hallmark.keys.pkcs11.Pkcs11Token;
import dev.hallmark.keys.store.Store;
import dev.hallmark.keys.store.StoredKeyRing;
import dev.hallmark.keys.vault.VaultKeyRing;
import dev.hallmark.testkit.vault.Transit;
import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.http.vertx.VertxVaultHttpClient;
import io.vertx.ext.web.client.WebClient;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A key ring, and another way to its backend. */
abstract class BenchmarkedKeyRing implements AutoCloseable {

    private static final int BATCH = 100;
    private static final String PIN = "a-benchmark's-pin";

    private final KeyRing ring;

    private BenchmarkedKeyRing(KeyRing ring) {
        this.ring = ring;
    }

    static BenchmarkedKeyRing open(String name) throws IOException {
        return switch (name) {
            case "keystore" -> new Stored(keystore(), Vertx.vertx());
            case "pkcs11" -> new Stored(token(), Vertx.vertx());
            case "vault" -> new Remote(Transit.available(), Vertx.vertx(), BATCH);
            case "vault-unbatched" -> new Remote(Transit.available(), Vertx.vertx(), 1);
            default -> throw new IllegalArgumentException(name);
        };
    }

    KeyRing ring() {
        return ring;
    }

    /** Names the key of {@link #signWithoutRing}. */
    abstract void use(KeyId key) throws Exception;

    abstract List<byte[]> signWithoutRing(byte[] message, int times) throws Exception;

    @Override
    public abstract void close();

    private static Store keystore() throws IOException {
        return new KeystoreFile(Files.createTempDirectory("benchmark").resolve("keys.p12"), PIN.toCharArray());
    }

    /** In the token that the environment of this process names. */
    private static Store token() throws IOException {
        var configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
        new SoftHsm(configuration.getParent()).make(PIN, "an-officer's-pin");
        return Pkcs11Token.open(SoftHsm.library().orElseThrow(), 0, PIN.toCharArray());
    }

    /** Java's own classes with the same key, on all processors. */
    private static final class Stored extends BenchmarkedKeyRing {

        private final Store store;
        private final Vertx vertx;
        private PrivateKey key;

        Stored(Store store, Vertx vertx) {
            super(StoredKeyRing.open(store, vertx));
            this.store = store;
            this.vertx = vertx;
        }

        @Override
        void use(KeyId id) throws GeneralSecurityException {
            var alias = id.name() + ".v" + id.version();
            key = (PrivateKey) store.usable(store.read().getKey(alias, store.password()));
        }

        @Override
        List<byte[]> signWithoutRing(byte[] message, int times) {
            return IntStream.range(0, times)
                    .parallel()
                    .mapToObj(i -> sign(message))
                    .toList();
        }

        private byte[] sign(byte[] message) {
            try {
                var provider = store.provider(KeyAlgorithm.ES256).orElseThrow();
                var signature = Signature.getInstance("SHA256withECDSA", provider);
                signature.initSign(key);
                signature.update(message);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            vertx.closeAndAwait();
        }
    }

    /** One request for each signature, all at once, with the JDK's client. */
    private static final class Remote extends BenchmarkedKeyRing {

        private final Transit transit;
        private final Vertx vertx;
        private final HttpClient client = HttpClient.newHttpClient();
        private URI address;

        Remote(Transit transit, Vertx vertx, int batch) {
            super(new VaultKeyRing(
                    VaultClient.builder()
                            .baseUrl(transit.address().toString())
                            .executor(new VertxVaultHttpClient(WebClient.create(vertx.getDelegate())))
                            .clientToken(transit.token())
                            .build(),
                    "transit",
                    batch));
            this.transit = transit;
            this.vertx = vertx;
        }

        @Override
        void use(KeyId key) {
            address = transit.address().resolve("/v1/transit/sign/" + key.name());
        }

        @Override
        List<byte[]> signWithoutRing(byte[] message, int times) throws GeneralSecurityException {
            var input = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(message));
            var request = HttpRequest.newBuilder(address)
                    .header("X-Vault-Token", transit.token())
                    .POST(BodyPublishers.ofString(
                            """
                            {"input": "%s", "prehashed": true, "hash_algorithm": "sha2-256", \
                            "marshaling_algorithm": "asn1", "key_version": 1}"""
                                    .formatted(input)))
                    .build();
            return IntStream.range(0, times)
                    .mapToObj(i -> client.sendAsync(request, BodyHandlers.ofByteArray()))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .map(answer -> {
                        if (answer.statusCode() != 200) {
                            throw new IllegalStateException("Vault answered " + answer.statusCode());
                        }
                        return answer.body();
                    })
                    .toList();
        }

        @Override
        public void close() {
            client.close();
            vertx.closeAndAwait();
            transit.close();
        }
    }
}
