package dev.hallmark.audit.checkpoint;

import dev.hallmark.audit.ServiceKeys;
import dev.hallmark.events.audit.chain.PublicKeys;
import dev.hallmark.events.audit.chain.SignedStatement;
import dev.hallmark.events.audit.chain.Statement;
import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyName;
import dev.hallmark.keys.KeyRing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The key that signs statements, the same for all tenants. */
@ApplicationScoped
class CheckpointKey {

    private static final KeyName NAME = new KeyName("audit-checkpoints");

    /** As statements name it: a version of this key. */
    private static final Pattern VERSION = Pattern.compile(Pattern.quote(NAME.value()) + "/([1-9][0-9]{0,8})");

    private final KeyRing keys;
    private final ServiceKeys own;

    /** A version's public key never changes. */
    private final Map<Integer, PublicKey> known = new ConcurrentHashMap<>();

    CheckpointKey(KeyRing keys, ServiceKeys own) {
        this.keys = keys;
        this.own = own;
    }

    /** Its newest version, made when there is none. */
    Uni<KeyId> current() {
        return own.newest(NAME);
    }

    Uni<SignedStatement> sign(KeyId key, Statement statement) {
        return keys.sign(key, statement.text().getBytes(StandardCharsets.UTF_8))
                .map(signature -> SignedStatement.of(statement, signature));
    }

    /** Whether the version that the statement names has signed it. */
    Uni<Boolean> hasSigned(SignedStatement signed) {
        var version = Optional.ofNullable(signed.content().key())
                .map(VERSION::matcher)
                .filter(named -> named.matches())
                .map(named -> Integer.parseInt(named.group(1)));
        return version.map(this::issued)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.filter(signed::isSignedBy).isPresent());
    }

    /** Empty for a version that there is not. */
    private Uni<Optional<PublicKey>> issued(int version) {
        return known.containsKey(version)
                ? publicKey(version).map(Optional::of)
                : current()
                        .chain(newest -> version > newest.version()
                                ? Uni.createFrom().item(Optional.empty())
                                : publicKey(version).map(Optional::of));
    }

    private Uni<PublicKey> publicKey(int version) {
        return known.containsKey(version)
                ? Uni.createFrom().item(known.get(version))
                : keys.publicKey(new KeyId(NAME, version)).invoke(key -> known.put(version, key));
    }

    /** The public keys of all versions as PEM, the newest first: older ones have signed older checkpoints. */
    Uni<String> pem() {
        return current().chain(newest -> Multi.createFrom()
                .range(0, newest.version())
                .onItem()
                .transformToUniAndConcatenate(older -> publicKey(newest.version() - older))
                .map(PublicKeys::pem)
                .collect()
                .with(Collectors.joining()));
    }
}
