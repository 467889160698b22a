package dev.hallmark.audit.checkpoint;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.audit.chain.SignedStatement;
import dev.hallmark.events.audit.chain.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The rows of signed statements. */
@ApplicationScoped
class StatementStore {

    private static final String STATEMENT = "select statement, signature from statement where tenant = $1";
    private static final String LAST = STATEMENT + " order by number desc limit 1";
    private static final String LIST = STATEMENT + " and number < $2 order by number desc limit $3";
    private static final String FURTHEST = STATEMENT + " order by sequence desc, number desc limit 1";
    private static final String LAST_CUT = STATEMENT + " and kind = 'cut' order by number desc limit 1";
    private static final String ANCHOR = STATEMENT + " and sequence < $2 order by sequence desc, number desc limit 1";
    private static final String COVERING = STATEMENT
            + " and number >= (select min(number) from statement where tenant = $1 and sequence >= $2)"
            + " and number < $3 order by number";
    private static final String INSERT =
            """
            insert into statement (tenant, number, kind, sequence, hash, at, statement, signature)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing""";

    private final Pool pool;

    StatementStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<SignedStatement>> last(TenantId tenant) {
        return one(LAST, Tuple.of(tenant.name()));
    }

    /** The one that names the latest record. */
    Uni<Optional<SignedStatement>> furthest(TenantId tenant) {
        return one(FURTHEST, Tuple.of(tenant.name()));
    }

    Uni<Optional<SignedStatement>> lastCut(TenantId tenant) {
        return one(LAST_CUT, Tuple.of(tenant.name()));
    }

    /** The last one of a record before this one. */
    Uni<Optional<SignedStatement>> before(TenantId tenant, long sequence) {
        return one(ANCHOR, Tuple.of(tenant.name(), sequence));
    }

    /** Without a gap, from the first that names this record or a later one, up to one by its number. */
    Uni<List<SignedStatement>> covering(TenantId tenant, long sequence, long below) {
        return pool.preparedQuery(COVERING)
                .execute(Tuple.of(tenant.name(), sequence, below))
                .map(StatementStore::statements);
    }

    /** The latest first. */
    Uni<List<SignedStatement>> list(TenantId tenant, long below, int most) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(tenant.name(), below, most))
                .map(StatementStore::statements);
    }

    /** Whether it was inserted; not when there is one of its number. */
    Uni<Boolean> insert(SqlConnection transaction, Statement statement, SignedStatement signed) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.from(List.of(
                        statement.tenant().name(),
                        statement.number(),
                        statement.kind().name().toLowerCase(Locale.ROOT),
                        statement.sequence(),
                        statement.hash(),
                        statement.at().atOffset(ZoneOffset.UTC),
                        signed.statement(),
                        signed.signature())))
                .map(rows -> rows.rowCount() == 1);
    }

    private Uni<Optional<SignedStatement>> one(String query, Tuple parameters) {
        return pool.preparedQuery(query).execute(parameters).map(rows -> statements(rows).stream()
                .findFirst());
    }

    private static List<SignedStatement> statements(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new SignedStatement(row.getString("statement"), row.getString("signature")))
                .toList();
    }
}
