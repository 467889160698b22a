package dev.hallmark.audit;

import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyName;
import dev.hallmark.keys.KeyRing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of this service, which all its replicas share. */
@ApplicationScoped
public class ServiceKeys {

    /** Any number, the same in each replica. */
    private static final long LOCK = 0x61756469746b6579L;

    private final KeyRing keys;
    private final Pool pool;
    private final Set<KeyName> made = ConcurrentHashMap.newKeySet();

    ServiceKeys(KeyRing keys, Pool pool) {
        this.keys = keys;
        this.pool = pool;
    }

    /** The newest version of a key, made by one replica alone when there is none: not every key ring has a lock of its own. */
    public Uni<KeyId> newest(KeyName name) {
        return made.contains(name)
                ? keys.create(name, KeyAlgorithm.ES256)
                : alone(keys.create(name, KeyAlgorithm.ES256)).invoke(() -> made.add(name));
    }

    private Uni<KeyId> alone(Uni<KeyId> making) {
        return pool.withTransaction(transaction -> transaction
                .query("select pg_advisory_xact_lock(" + LOCK + ")")
                .execute()
                .chain(locked -> making));
    }
}
