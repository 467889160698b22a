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
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The published CRLs, their numbers, and what the next ones have to show. */
@ApplicationScoped
public class CrlStore {

    private static final String DUE = "select * from (select a.id, (select count(*) from crl where crl.authority = a.id"
            + " and crl.this_update > $1) < a.shards + 1 as stale, exists (select 1 from certificate c"
            + " where c.authority = a.id and c.state in ('revoked', 'held') and c.crl_number is null)"
            + " or exists (select 1 from certificate c"
            + " where c.authority = a.id and c.state = 'active' and c.released_at is not null) as unpublished"
            + " from authority a) due where stale or unpublished";

    /** At least the time in milliseconds: a number that was given out after a backup is not given again after its restore. */
    private static final String NUMBER =
            "update authority set crl_number = greatest(crl_number + 1, $2) where id = $1 returning crl_number";

    /** Entries of expired certificates are removed after a CRL later than the expiry has listed them (RFC 5280 §3.3). */
    private static final String STATUSES = "select serial, tenant, device, shard, reason,"
            + " coalesce(released_at, revoked_at) as at, coalesce(released_by, revoked_by) as actor,"
            + " crl_number is not null as published, changes from certificate where authority = $1"
            + " and (state in ('revoked', 'held') and (not_after > $2 or crl_number is null)"
            + " or state = 'active' and released_at is not null) order by serial";

    /** A CRL is never replaced by an older one: two replicas may publish at the same time. */
    private static final String PUBLISH =
            "insert into crl as stored (authority, shard, number, this_update, next_update, content)"
                    + " values ($1, $2, $3, $4, $5, $6) on conflict (authority, shard) do update set"
                    + " number = excluded.number, this_update = excluded.this_update,"
                    + " next_update = excluded.next_update, content = excluded.content"
                    + " where stored.number < excluded.number";

    private static final String FIND =
            "select number, this_update, next_update, content from crl where authority = $1 and shard = $2";

    private static final String STANDINGS =
            "select authority, number, this_update, next_update from crl where shard = " + Crl.FULL;

    private static final String OLDEST =
            "select authority, min(this_update) as this_update, min(next_update) as next_update from crl group by authority";

    private final Pool pool;

    CrlStore(Pool pool) {
        this.pool = pool;
    }

    /** An authority whose CRLs have to be issued: all of them when stale, else those that a change touches. */
    record Due(String authority, boolean stale) {}

    /** A CRL number, and what CRLs had to show when it was assigned. */
    record Snapshot(long number, List<RevocationStatus> statuses) {}

    /** Which full CRL of an authority is published. */
    public record Standing(long number, Instant thisUpdate, Instant nextUpdate) {}

    /** Of all CRLs of an authority: when the first of them was issued, and when the first of them ends. */
    record Oldest(String authority, Instant thisUpdate, Instant nextUpdate) {}

    /** One of each authority that has any. */
    Uni<List<Oldest>> oldest() {
        return pool.query(OLDEST).execute().map(rows -> stream(rows)
                .map(row -> new Oldest(
                        row.getString("authority"),
                        row.getOffsetDateTime("this_update").toInstant(),
                        row.getOffsetDateTime("next_update").toInstant()))
                .toList());
    }

    /** By authority. */
    public Uni<Map<String, Standing>> standings() {
        return pool.query(STANDINGS).execute().map(rows -> stream(rows)
                .collect(Collectors.toMap(
                        row -> row.getString("authority"),
                        row -> new Standing(
                                row.getLong("number"),
                                row.getOffsetDateTime("this_update").toInstant(),
                                row.getOffsetDateTime("next_update").toInstant()))));
    }

    /** The full CRL of an authority; null when there is none. */
    public Uni<Crl> full(String authority) {
        return shard(authority, Crl.FULL);
    }

    /** One shard of an authority's CRL; null when there is none. */
    public Uni<Crl> shard(String authority, int shard) {
        return pool.preparedQuery(FIND).execute(Tuple.of(authority, shard)).map(rows -> stream(rows)
                .findFirst()
                .map(row -> crl(authority, shard, row))
                .orElse(null));
    }

    /** @param olderThan when CRLs are stale that were issued before */
    Uni<List<Due>> due(Instant olderThan) {
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(olderThan.atOffset(ZoneOffset.UTC)))
                .map(rows -> stream(rows)
                        .map(row -> new Due(row.getString("id"), row.getBoolean("stale")))
                        .toList());
    }

    /** The number first: its row lock makes every later snapshot contain this one. */
    Uni<Snapshot> snapshot(String authority, Instant now, Instant expiredBefore) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(NUMBER)
                .execute(Tuple.of(authority, now.toEpochMilli()))
                .map(numbered -> numbered.iterator().next().getLong("crl_number"))
                .chain(number -> transaction
                        .preparedQuery(STATUSES)
                        .execute(Tuple.of(authority, expiredBefore.atOffset(ZoneOffset.UTC)))
                        .map(rows -> new Snapshot(
                                number, stream(rows).map(CrlStore::status).toList()))));
    }

    Uni<Void> publish(SqlClient transaction, List<Crl> crls) {
        return transaction
                .preparedQuery(PUBLISH)
                .executeBatch(crls.stream().map(CrlStore::parameters).toList())
                .replaceWithVoid();
    }

    private static Tuple parameters(Crl crl) {
        return Tuple.from(List.of(
                crl.authority(),
                crl.shard(),
                crl.number(),
                crl.thisUpdate().atOffset(ZoneOffset.UTC),
                crl.nextUpdate().atOffset(ZoneOffset.UTC),
                Buffer.buffer(crl.content())));
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

    private static RevocationStatus status(Row row) {
        return new RevocationStatus(
                new SerialNumber(row.getString("serial")),
                TenantId.of(row.getString("tenant")),
                DeviceId.of(row.getBuffer("device").getBytes()),
                row.getInteger("shard"),
                Optional.ofNullable(row.getString("reason"))
                        .map(reason -> RevocationReason.named(reason).orElse(RevocationReason.UNSPECIFIED)),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("actor"),
                row.getBoolean("published"),
                row.getInteger("changes"));
    }

    private static Stream<Row> stream(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
