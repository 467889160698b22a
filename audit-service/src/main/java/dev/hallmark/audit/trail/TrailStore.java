package dev.hallmark.audit.trail;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.audit.chain.ChainHash;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The rows of the trail. */
@ApplicationScoped
public class TrailStore {

    /** One writer at a time appends to the trail of a tenant, of all consumers in all replicas. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

    private static final String KNOWN = "select event_id from record where tenant = $1 and event_id = any ($2)";
    private static final String RECORD = "select sequence, entry, hash from record where tenant = $1";
    private static final String HEAD = RECORD + " order by sequence desc limit 1";
    private static final String GET = RECORD + " and event_id = $2";
    private static final String PAGE = RECORD + " and sequence >= $2 and sequence <= $3 order by sequence limit $4";
    private static final String FIRST = RECORD + " order by sequence limit 1";
    private static final String SINCE = "select min(sequence) from record where tenant = $1 and time >= $2";
    private static final String APPEND =
            """
            insert into record (tenant, sequence, entry, hash, event_id, stored_at, type, time, actor,
                permission, operation, outcome, target_type, target_id)
            select $1, sequence, entry, hash, event_id, $2, type, time, actor,
                permission, operation, outcome, target_type, target_id
            from unnest(cast($3 as bigint[]), cast($4 as text[]), cast($5 as text[]), cast($6 as uuid[]),
                cast($7 as text[]), cast($8 as timestamptz[]), cast($9 as text[]), cast($10 as text[]),
                cast($11 as text[]), cast($12 as text[]), cast($13 as text[]), cast($14 as text[]))
                as added (sequence, entry, hash, event_id, type, time, actor,
                    permission, operation, outcome, target_type, target_id)""";

    private final Pool pool;
    private final Clock clock;

    TrailStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    private record Link(ReceivedRecord received, TrailRecord record) {}

    /**
     * Appends what the trail of this tenant does not have yet, in the transaction of this connection.
     *
     * @return how many it appended
     */
    Uni<Integer> append(SqlConnection transaction, TenantId tenant, List<ReceivedRecord> received) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(tenant.name()))
                .chain(locked -> unknown(transaction, tenant, received))
                .chain(added -> added.isEmpty()
                        ? Uni.createFrom().item(0)
                        : head(transaction, tenant).chain(head -> insert(transaction, tenant, added, head)));
    }

    private static Uni<List<ReceivedRecord>> unknown(
            SqlConnection transaction, TenantId tenant, List<ReceivedRecord> received) {
        var ids = received.stream().map(one -> one.envelope().id()).distinct().toArray(UUID[]::new);
        return transaction
                .preparedQuery(KNOWN)
                .execute(Tuple.of(tenant.name(), ids))
                .map(rows -> {
                    var seen = new HashSet<UUID>();
                    rows.forEach(row -> seen.add(row.getUUID(0)));
                    return received.stream()
                            .filter(one -> seen.add(one.envelope().id()))
                            .toList();
                });
    }

    private Uni<Integer> insert(
            SqlConnection transaction, TenantId tenant, List<ReceivedRecord> added, Optional<TrailRecord> head) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var links = chained(added, head, now);
        return transaction
                .preparedQuery(APPEND)
                .execute(Tuple.from(List.of(
                        tenant.name(),
                        now.atOffset(ZoneOffset.UTC),
                        links.stream().map(link -> link.record().sequence()).toArray(Long[]::new),
                        texts(links, link -> link.record().text()),
                        texts(links, link -> link.record().hash()),
                        links.stream()
                                .map(link -> link.received().envelope().id())
                                .toArray(UUID[]::new),
                        texts(links, link -> link.received().envelope().type()),
                        links.stream()
                                .map(link -> link.received().envelope().time().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new),
                        texts(links, link -> link.received().actor()),
                        texts(links, link -> link.received().member("permission")),
                        texts(links, link -> link.received().member("operation")),
                        texts(links, link -> link.received().member("outcome")),
                        texts(links, link -> link.received().targetType()),
                        texts(links, link -> link.received().targetId()))))
                .map(RowSet::rowCount);
    }

    private static List<Link> chained(List<ReceivedRecord> added, Optional<TrailRecord> head, Instant now) {
        var links = new ArrayList<Link>();
        var sequence = head.map(TrailRecord::sequence).orElse(0L);
        var hash = head.map(TrailRecord::hash).orElse(ChainHash.NONE);
        for (var received : added) {
            var text = received.after(sequence, hash, now).text();
            hash = ChainHash.of(text);
            links.add(new Link(received, new TrailRecord(++sequence, text, hash)));
        }
        return links;
    }

    private static String[] texts(List<Link> links, Function<Link, String> column) {
        return links.stream().map(column).toArray(String[]::new);
    }

    /** The last record, if there is one. */
    public Uni<Optional<TrailRecord>> head(TenantId tenant) {
        return head(pool, tenant);
    }

    private static Uni<Optional<TrailRecord>> head(SqlClient client, TenantId tenant) {
        return one(client, HEAD, Tuple.of(tenant.name()));
    }

    /** The first record that is kept, if there is one. */
    public Uni<Optional<TrailRecord>> first(TenantId tenant) {
        return one(pool, FIRST, Tuple.of(tenant.name()));
    }

    /** The record of the event with this id, if there is one. */
    Uni<Optional<TrailRecord>> get(TenantId tenant, UUID event) {
        return one(pool, GET, Tuple.of(tenant.name(), event));
    }

    /** The number of the first record whose event was at or after this time, if there is one. */
    public Uni<Optional<Long>> since(TenantId tenant, Instant time) {
        return pool.preparedQuery(SINCE)
                .execute(Tuple.of(tenant.name(), time.atOffset(ZoneOffset.UTC)))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLong(0)));
    }

    /** So many records at most, in order, from one number to another. */
    public Uni<List<TrailRecord>> page(TenantId tenant, long from, long to, int most) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(tenant.name(), from, to, most))
                .map(TrailStore::records);
    }

    /** The newest first. */
    Uni<List<TrailRecord>> list(TenantId tenant, RecordFilter filter, int most) {
        var query = new StringBuilder(RECORD).append(" and sequence < $2");
        var parameters = Tuple.of(tenant.name(), filter.below());
        where(query, parameters, "time >=", filter.from().map(time -> time.atOffset(ZoneOffset.UTC)));
        where(query, parameters, "time <", filter.to().map(time -> time.atOffset(ZoneOffset.UTC)));
        where(query, parameters, "type =", filter.type());
        where(query, parameters, "actor =", filter.actor());
        where(query, parameters, "permission =", filter.permission());
        where(query, parameters, "operation =", filter.operation());
        where(query, parameters, "outcome =", filter.outcome());
        where(query, parameters, "target_type =", filter.targetType());
        where(query, parameters, "target_id =", filter.targetId());
        query.append(" order by sequence desc limit $").append(parameters.size() + 1);
        return pool.preparedQuery(query.toString())
                .execute(parameters.addInteger(most))
                .map(TrailStore::records);
    }

    private static void where(StringBuilder query, Tuple parameters, String condition, Optional<?> value) {
        value.ifPresent(wanted -> {
            parameters.addValue(wanted);
            query.append(" and ").append(condition).append(" $").append(parameters.size());
        });
    }

    private static Uni<Optional<TrailRecord>> one(SqlClient client, String query, Tuple parameters) {
        return client.preparedQuery(query).execute(parameters).map(rows -> records(rows).stream()
                .findFirst());
    }

    private static List<TrailRecord> records(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new TrailRecord(row.getLong("sequence"), row.getString("entry"), row.getString("hash")))
                .toList();
    }
}
