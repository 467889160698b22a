package dev.hallmark.ca.crl;

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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rows of CRLs, and what goes into them. */
@ApplicationScoped
class CrlStore {

    private static final String DUE = "select a.id, (select count(*) from crl where crl.authority = a.id"
            + " and crl.this_update > $1) < a.shards + 1 as stale, exists (select 1 from certificate c"
            + " where c.authority = a.id and c.state = 'revoked' and c.crl_number is null) as unlisted from authority a";

    private static final String NUMBER =
            "update authority set crl_number = crl_number + 1 where id = $1 returning crl_number";

    /** Entries of expired certificates go, once a CRL after the expiry has listed them (RFC 5280 §3.3). */
    private static final String REVOKED = "select serial, tenant, device, shard, reason, revoked_at, revoked_by,"
            + " crl_number is not null as listed from certificate"
            + " where authority = $1 and state = 'revoked' and (not_after > $2 or crl_number is null) order by serial";

    /** A CRL never gives way to an older one: two replicas may be at it at once. */
    private static final String PUBLISH =
            "insert into crl as there (authority, shard, number, this_update, next_update, content)"
                    + " values ($1, $2, $3, $4, $5, $6) on conflict (authority, shard) do update set"
                    + " number = excluded.number, this_update = excluded.this_update,"
                    + " next_update = excluded.next_update, content = excluded.content"
                    + " where there.number < excluded.number";

    private static final String LISTED = "update certificate set crl_number = $2 from (select serial as one"
            + " from certificate where serial = any($1) and crl_number is null order by serial for update) found"
            + " where serial = found.one returning serial";

    private static final String FIND =
            "select number, this_update, next_update, content from crl where authority = $1 and shard = $2";

    private final Pool pool;

    CrlStore(Pool pool) {
        this.pool = pool;
    }

    /** An authority whose CRLs have to be issued: all of them when stale, else those that a revocation touches. */
    record Due(String authority, boolean stale) {}

    /** A CRL number, and the revocations that were committed when it was given. */
    record Snapshot(long number, List<Revocation> revocations) {}

    Uni<List<Due>> due(Instant olderThan) {
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(olderThan.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var due = new ArrayList<Due>();
                    rows.forEach(row -> {
                        if (row.getBoolean("stale") || row.getBoolean("unlisted")) {
                            due.add(new Due(row.getString("id"), row.getBoolean("stale")));
                        }
                    });
                    return due;
                });
    }

    /** The number first: its row lock makes every later snapshot contain this one. */
    Uni<Snapshot> snapshot(String authority, Instant expiredBefore) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(NUMBER)
                .execute(Tuple.of(authority))
                .chain(numbered -> transaction
                        .preparedQuery(REVOKED)
                        .execute(Tuple.of(authority, expiredBefore.atOffset(ZoneOffset.UTC)))
                        .map(rows ->
                                new Snapshot(numbered.iterator().next().getLong("crl_number"), revocations(rows)))));
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
        return transaction.preparedQuery(PUBLISH).executeBatch(rows).replaceWithVoid();
    }

    /** Notes that these are listed; gives those that nobody had noted before. */
    Uni<Set<String>> listed(SqlClient transaction, List<Revocation> revocations, long number) {
        var serials = revocations.stream().map(one -> one.serial().hex()).toArray(String[]::new);
        return transaction
                .preparedQuery(LISTED)
                .execute(Tuple.of(serials, number))
                .map(rows -> {
                    var noted = new HashSet<String>();
                    rows.forEach(row -> noted.add(row.getString("serial")));
                    return noted;
                });
    }

    /** Null when there is none. */
    Uni<Crl> find(String authority, int shard) {
        return pool.preparedQuery(FIND).execute(Tuple.of(authority, shard)).map(rows -> {
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

    private static List<Revocation> revocations(RowSet<Row> rows) {
        var revocations = new ArrayList<Revocation>();
        rows.forEach(row -> revocations.add(new Revocation(
                new SerialNumber(row.getString("serial")),
                TenantId.of(row.getString("tenant")),
                DeviceId.of(row.getBuffer("device").getBytes()),
                row.getInteger("shard"),
                RevocationReason.named(row.getString("reason")).orElse(RevocationReason.UNSPECIFIED),
                row.getOffsetDateTime("revoked_at").toInstant(),
                row.getString("revoked_by"),
                row.getBoolean("listed"))));
        return List.copyOf(revocations);
    }
}
