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
import java.util.Optional;
import java.util.Set;

/** The rows of CRLs, and what goes into them. */
@ApplicationScoped
class CrlStore {

    private static final String DUE = "select a.id, (select count(*) from crl where crl.authority = a.id"
            + " and crl.this_update > $1) < a.shards + 1 as stale, exists (select 1 from certificate c"
            + " where c.authority = a.id and c.state in ('revoked', 'held') and c.crl_number is null)"
            + " or exists (select 1 from certificate c"
            + " where c.authority = a.id and c.state = 'active' and c.released_at is not null) as untold"
            + " from authority a";

    private static final String NUMBER =
            "update authority set crl_number = crl_number + 1 where id = $1 returning crl_number";

    /** Entries of expired certificates go, once a CRL after the expiry has listed them (RFC 5280 §3.3). */
    private static final String STATUSES = "select serial, tenant, device, shard, reason,"
            + " coalesce(released_at, revoked_at) as at, coalesce(released_by, revoked_by) as actor,"
            + " crl_number is not null as told, changes from certificate where authority = $1"
            + " and (state in ('revoked', 'held') and (not_after > $2 or crl_number is null)"
            + " or state = 'active' and released_at is not null) order by serial";

    /** A CRL never gives way to an older one: two replicas may be at it at once. */
    private static final String PUBLISH =
            "insert into crl as there (authority, shard, number, this_update, next_update, content)"
                    + " values ($1, $2, $3, $4, $5, $6) on conflict (authority, shard) do update set"
                    + " number = excluded.number, this_update = excluded.this_update,"
                    + " next_update = excluded.next_update, content = excluded.content"
                    + " where there.number < excluded.number";

    /** Only what is still as it was seen: what has changed since waits for a CRL that shows it. */
    private static final String TOLD = "update certificate set"
            + " crl_number = case when state <> 'active' then $3::bigint end,"
            + " released_at = null, released_by = null"
            + " from (select c.serial as one from unnest($1::text[], $2::integer[]) as seen (serial, changes)"
            + " join certificate c on c.serial = seen.serial and c.changes = seen.changes"
            + " where c.crl_number is null and (c.state in ('revoked', 'held') or c.released_at is not null)"
            + " order by c.serial for update of c) found"
            + " where serial = found.one returning serial";

    private static final String FIND =
            "select number, this_update, next_update, content from crl where authority = $1 and shard = $2";

    private final Pool pool;

    CrlStore(Pool pool) {
        this.pool = pool;
    }

    /** An authority whose CRLs have to be issued: all of them when stale, else those that a change touches. */
    record Due(String authority, boolean stale) {}

    /** A CRL number, and what CRLs had to say when it was given. */
    record Snapshot(long number, List<CertificateStatus> statuses) {}

    Uni<List<Due>> due(Instant olderThan) {
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(olderThan.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var due = new ArrayList<Due>();
                    rows.forEach(row -> {
                        if (row.getBoolean("stale") || row.getBoolean("untold")) {
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
                        .preparedQuery(STATUSES)
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
        return transaction.preparedQuery(PUBLISH).executeBatch(rows).replaceWithVoid();
    }

    /** Notes that a CRL shows these; gives those that nobody had noted before, and that have not changed since. */
    Uni<Set<String>> told(SqlClient transaction, List<CertificateStatus> statuses, long number) {
        var serials = statuses.stream().map(one -> one.serial().hex()).toArray(String[]::new);
        var changes = statuses.stream().map(CertificateStatus::change).toArray(Integer[]::new);
        return transaction
                .preparedQuery(TOLD)
                .execute(Tuple.of(serials, changes, number))
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

    private static List<CertificateStatus> statuses(RowSet<Row> rows) {
        var statuses = new ArrayList<CertificateStatus>();
        rows.forEach(row -> statuses.add(new CertificateStatus(
                new SerialNumber(row.getString("serial")),
                TenantId.of(row.getString("tenant")),
                DeviceId.of(row.getBuffer("device").getBytes()),
                row.getInteger("shard"),
                Optional.ofNullable(row.getString("reason"))
                        .map(reason -> RevocationReason.named(reason).orElse(RevocationReason.UNSPECIFIED)),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("actor"),
                row.getBoolean("told"),
                row.getInteger("changes"))));
        return List.copyOf(statuses);
    }
}
