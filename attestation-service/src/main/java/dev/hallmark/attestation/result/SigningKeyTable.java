package dev.hallmark.attestation.result;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** The public halves of all replicas' keys. */
@ApplicationScoped
class SigningKeyTable {

    private static final String PUBLISH = "insert into signing_key (kid, x, y, last_expiry) values ($1, $2, $3, $4)";
    private static final String CURRENT = "select kid, x, y from signing_key where last_expiry > now() order by kid";
    private static final String SWEEP = "delete from signing_key where last_expiry <= now()";

    private final Pool pool;

    SigningKeyTable(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> publish(VerificationKey key, Instant lastExpiry) {
        return pool.preparedQuery(PUBLISH)
                .execute(Tuple.of(key.kid(), key.x(), key.y(), lastExpiry.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Those that a token which has not expired may be signed with. */
    Uni<List<VerificationKey>> current() {
        return pool.query(CURRENT).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(SigningKeyTable::key)
                .toList());
    }

    Uni<Void> sweep() {
        return pool.query(SWEEP).execute().replaceWithVoid();
    }

    private static VerificationKey key(Row row) {
        return new VerificationKey(row.getString("kid"), row.getString("x"), row.getString("y"));
    }
}
