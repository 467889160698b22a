package dev.hallmark.audit.checkpoint;

import dev.hallmark.events.audit.chain.ChainHash;
import dev.hallmark.events.audit.chain.PublicKeys;
import dev.hallmark.events.audit.chain.SignedStatement;
import dev.hallmark.events.audit.chain.Statement;
import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyName;
import dev.hallmark.keys.KeyRing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;

/** The key that signs statements, the same for all tenants. */
@ApplicationScoped
class CheckpointKey {

    private static final KeyName NAME = new KeyName("audit-checkpoints");

    private final KeyRing keys;

    CheckpointKey(KeyRing keys) {
        this.keys = keys;
    }

    /** Its newest version, made when there is none. */
    Uni<KeyId> current() {
        return keys.create(NAME, KeyAlgorithm.ES256);
    }

    Uni<SignedStatement> sign(KeyId key, Statement statement) {
        return keys.sign(key, ChainHash.digest(statement.text()))
                .map(signature -> SignedStatement.of(statement, signature));
    }

    /** The public keys of all versions as PEM, the newest first: older ones have signed older checkpoints. */
    Uni<String> pem() {
        return current().chain(newest -> Multi.createFrom()
                .range(0, newest.version())
                .onItem()
                .transformToUniAndConcatenate(older -> keys.publicKey(new KeyId(NAME, newest.version() - older)))
                .map(PublicKeys::pem)
                .collect()
                .with(Collectors.joining()));
    }
}
