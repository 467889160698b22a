package dev.hallmark.keys;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import java.security.PublicKey;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Measures how long the calls of a key ring take, by operation and outcome. */
final class ObservedKeyRing implements KeyRing {

    private static final String METER = "hallmark.keys.call";

    private final KeyRing ring;
    private final MeterRegistry meters;

    ObservedKeyRing(KeyRing ring, MeterRegistry meters) {
        this.ring = ring;
        this.meters = meters;
    }

    @Override
    public Set<KeyAlgorithm> algorithms() {
        return ring.algorithms();
    }

    @Override
    public Uni<KeyId> create(KeyName name, KeyAlgorithm algorithm) {
        return measured("create", () -> ring.create(name, algorithm));
    }

    @Override
    public Uni<PublicKey> publicKey(KeyId key) {
        return measured("public-key", () -> ring.publicKey(key));
    }

    @Override
    public Uni<byte[]> sign(KeyId key, byte[] message) {
        return measured("sign", () -> ring.sign(key, message));
    }

    @Override
    public Uni<byte[]> signDigest(KeyId key, byte[] digest) {
        return measured("sign", () -> ring.signDigest(key, digest));
    }

    @Override
    public Uni<WrappedKey> wrap(KeyId key, DataKey dataKey) {
        return measured("wrap", () -> ring.wrap(key, dataKey));
    }

    @Override
    public Uni<DataKey> unwrap(KeyName key, WrappedKey wrapped) {
        return measured("unwrap", () -> ring.unwrap(key, wrapped));
    }

    @Override
    public Uni<Void> check() {
        return measured("check", ring::check);
    }

    @Override
    public String toString() {
        return ring.toString();
    }

    private <T> Uni<T> measured(String operation, Supplier<Uni<T>> call) {
        return Uni.createFrom().deferred(() -> {
            var begun = Timer.start(meters);
            return call.get()
                    .onItemOrFailure()
                    .invoke((item, failure) -> begun.stop(meters.timer(
                            METER, "operation", operation, "outcome", failure == null ? "done" : outcome(failure))));
        });
    }

    private static String outcome(Throwable failure) {
        return failure instanceof KeyRingException known
                ? known.code().name().toLowerCase(Locale.ROOT).replace('_', '-')
                : "error";
    }
}
