package dev.hallmark.audit.checkpoint;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.audit.chain.SignedStatement;
import dev.hallmark.events.audit.chain.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rows of signed statements. Whoever administers the database can write some: see {@link VerifiedStatements}. */
@ApplicationScoped
class StatementStore {

    private static final String STATEMENT =
            "select number, kind, sequence, hash, at, statement, signature from statement where tenant = $1";
    private static final String END = STATEMENT
            + " and number >= coalesce((select max(number) from statement where tenant = $1 and kind = 'checkpoint'), 0)"
            + " order by number";
    private static final String LIST = STATEMENT + " and number < $2 order by number desc limit $3";
    private static final String LAST_CUT = STATEMENT + " and kind = 'cut' order by number desc limit 1";
    private static final String SIGNED_BEFORE = STATEMENT
            + " and kind = 'checkpoint' and at < $2"
            + " and sequence < (select max(sequence) from record where tenant = $1) order by number desc limit 1";
    private static final String ANCHOR =
            STATEMENT + " and sequence < $2 and number < $3 order by sequence desc, number desc limit 1";
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

    /**
     * A row.
     *
     * @param signed what counts; the others repeat what is in it, for queries
     */
    record StoredStatement(long number, String kind, long sequence, String hash, Instant at, SignedStatement signed) {

        static StoredStatement of(Row row) {
            return new StoredStatement(
                    row.getLong("number"),
                    row.getString("kind"),
                    row.getLong("sequence"),
                    row.getString("hash"),
                    row.getOffsetDateTime("at").toInstant(),
                    new SignedStatement(row.getString("statement"), row.getString("signature")));
        }

        static StoredStatement of(Statement statement, SignedStatement signed) {
            return new StoredStatement(
                    statement.number(),
                    statement.kind().name().toLowerCase(Locale.ROOT),
                    statement.sequence(),
                    statement.hash(),
                    statement.at(),
                    signed);
        }
    }

    /** In their order: the last checkpoint, and what was signed after it. */
    Uni<List<StoredStatement>> end(TenantId tenant) {
        return rows(END, Tuple.of(tenant.name()));
    }

    Uni<Optional<StoredStatement>> lastCut(TenantId tenant) {
        return one(LAST_CUT, Tuple.of(tenant.name()));
    }

    /** The last checkpoint that was signed before this time and is not of the newest record. */
    Uni<Optional<StoredStatement>> signedBefore(TenantId tenant, Instant time) {
        return one(SIGNED_BEFORE, Tuple.of(tenant.name(), time.atOffset(ZoneOffset.UTC)));
    }

    /** The last one of a record before this one, among those with a lower number. */
    Uni<Optional<StoredStatement>> before(TenantId tenant, long sequence, long number) {
        return one(ANCHOR, Tuple.of(tenant.name(), sequence, number));
    }

    /** Without a gap, from the first that names this record or a later one, up to one by its number. */
    Uni<List<SignedStatement>> covering(TenantId tenant, long sequence, long below) {
        return signed(COVERING, Tuple.of(tenant.name(), sequence, below));
    }

    /** The latest first. */
    Uni<List<SignedStatement>> list(TenantId tenant, long below, int most) {
        return signed(LIST, Tuple.of(tenant.name(), below, most));
    }

    /** Whether it was inserted; not when there is one of its number. */
    Uni<Boolean> insert(SqlConnection transaction, Statement statement, SignedStatement signed) {
        var row = StoredStatement.of(statement, signed);
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.from(List.of(
                        statement.tenant().name(),
                        row.number(),
                        row.kind(),
                        row.sequence(),
                        row.hash(),
                        row.at().atOffset(ZoneOffset.UTC),
                        signed.statement(),
                        signed.signature())))
                .map(rows -> rows.rowCount() == 1);
    }

    private Uni<List<SignedStatement>> signed(String query, Tuple parameters) {
        return rows(query, parameters)
                .map(rows -> rows.stream().map(StoredStatement::signed).toList());
    }

    private Uni<Optional<StoredStatement>> one(String query, Tuple parameters) {
        return rows(query, parameters).map(rows -> rows.stream().findFirst());
    }

    private Uni<List<StoredStatement>> rows(String query, Tuple parameters) {
        return pool.preparedQuery(query)
                .mapping(StoredStatement::of)
                .execute(parameters)
                .map(rows -> rows.stream().toList());
    }
}
