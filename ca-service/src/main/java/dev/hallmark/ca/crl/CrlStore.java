package dev.hallmark.ca.crl;

import dev.hallmark.ca.state.RevocationReason;
import dev.hallmark.ca.state.RevocationStatus;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of CRLs, and what goes into them. */
@ApplicationScoped
class CrlStore {

    private final Pool pool;

    CrlStore(Pool pool) {
        this.pool = pool;
    }

    /** An authority whose CRLs have to be issued: all of them when stale, else those that a change touches. */
    record Due(String authority, boolean stale) {}

    /** A CRL number, and what CRLs had to say when it was given. */
    record Snapshot(long number, List<RevocationStatus> statuses) {}

    Uni<List<Due>> due(Instant olderThan) {
        return pool.preparedQuery(CrlStatements.DUE)
                .execute(Tuple.of(olderThan.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var due = new ArrayList<Due>();
                    rows.forEach(row -> {
                        if (row.getBoolean("stale") || row.getBoolean("unpublished")) {
                            due.add(new Due(row.getString("id"), row.getBoolean("stale")));
                        }
                    });
                    return due;
                });
    }

    /** The number first: its row lock makes every later snapshot contain this one. */
    Uni<Snapshot> snapshot(String authority, Instant expiredBefore) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(CrlStatements.NUMBER)
                .execute(Tuple.of(authority))
                .chain(numbered -> transaction
                        .preparedQuery(CrlStatements.STATUSES)
                        .execute(Tuple.of(authority, expiredBefore.atOffset(ZoneOffset.UTC)))
                        .map(rows -> new Snapshot(numbered.iterator().next().getLong("crl_number"), statuses(rows)))));
    }

    Uni<Void> publish(SqlClient transaction, List<Crl> crls) {
        var rows = crls.stream()
                .map(crl -> Tuple.from(List.of(
                        crl.authority(),
                        crl.shard(),
                        crl.number(),
                        crl.thisUpdate().atOffset(ZoneOffset.UTC),
                        crl.nextUpdate().atOffset(ZoneOffset.UTC),
                        Buffer.buffer(crl.content()))))
                .toList();
        return transaction
                .preparedQuery(CrlStatements.PUBLISH)
                .executeBatch(rows)
                .replaceWithVoid();
    }

    /** Null when there is none. */
    Uni<Crl> find(String authority, int shard) {
        return pool.preparedQuery(CrlStatements.FIND)
                .execute(Tuple.of(authority, shard))
                .map(rows -> {
                    var found = rows.iterator();
                    return found.hasNext() ? crl(authority, shard, found.next()) : null;
                });
    }

    private static Crl crl(String authority, int shard, Row row) {
        return new Crl(
                authority,
                shard,
                row.getLong("number"),
                row.getOffsetDateTime("this_update").toInstant(),
                row.getOffsetDateTime("next_update").toInstant(),
                row.getBuffer("content").getBytes());
    }

    private static List<RevocationStatus> statuses(RowSet<Row> rows) {
        var statuses = new ArrayList<RevocationStatus>();
        rows.forEach(row -> statuses.add(new RevocationStatus(
                new SerialNumber(row.getString("serial")),
                TenantId.of(row.getString("tenant")),
                DeviceId.of(row.getBuffer("device").getBytes()),
                row.getInteger("shard"),
                Optional.ofNullable(row.getString("reason"))
                        .map(reason -> RevocationReason.named(reason).orElse(RevocationReason.UNSPECIFIED)),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("actor"),
                row.getBoolean("published"),
                row.getInteger("changes"))));
        return List.copyOf(statuses);
    }
}
