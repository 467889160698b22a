package dev.hallmark.registry.timeline;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keeps what happens to devices. */
@ApplicationScoped
public class Timeline {

    /**
     * Of devices that the tenant has. An event that comes twice is kept once; what happened at the same microsecond is
     * the same event, whatever id it has come under. The index on device and time finds it.
     */
    private static final String APPEND = "insert into timeline (id, device, tenant, at, event, actor, reason, facts)"
            + " select distinct on (e.device, e.at, e.event, e.reason, e.facts) e.*"
            + " from unnest($1::uuid[], $2::bytea[], $3::text[], $4::timestamptz[], $5::text[], $6::text[],"
            + " $7::text[], $8::jsonb[]) e (id, device, tenant, at, event, actor, reason, facts)"
            + " join device d on d.id = e.device and d.tenant = e.tenant"
            + " where not exists (select from timeline t where t.device = e.device and t.at = e.at"
            + " and t.event = e.event and t.reason is not distinct from e.reason and t.facts = e.facts)"
            + " on conflict do nothing";

    public Uni<Void> append(SqlConnection transaction, TimelineEntry entry) {
        return append(transaction, List.of(entry));
    }

    /** Appends entries within a transaction. */
    public Uni<Void> append(SqlConnection transaction, List<TimelineEntry> entries) {
        var values = Tuple.tuple()
                .addArrayOfUUID(entries.stream().map(TimelineEntry::id).toArray(UUID[]::new))
                .addValue(entries.stream()
                        .map(entry -> Buffer.buffer(entry.device().bytes()))
                        .toArray(Buffer[]::new))
                .addArrayOfString(
                        entries.stream().map(entry -> entry.tenant().name()).toArray(String[]::new))
                .addValue(entries.stream()
                        .map(entry -> OffsetDateTime.ofInstant(entry.at(), ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(entries.stream().map(TimelineEntry::event).toArray(String[]::new))
                .addArrayOfString(entries.stream().map(TimelineEntry::actor).toArray(String[]::new))
                .addArrayOfString(entries.stream().map(TimelineEntry::reason).toArray(String[]::new))
                .addValue(entries.stream().map(entry -> json(entry.facts())).toArray(JsonObject[]::new));
        return transaction.preparedQuery(APPEND).execute(values).replaceWithVoid();
    }

    private static JsonObject json(Map<String, String> facts) {
        var object = new JsonObject();
        facts.forEach(object::put);
        return object;
    }
}
