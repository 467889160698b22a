package dev.hallmark.registry.timeline;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What happens to devices, as rows. */
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

    private static final String EXISTS = "select 1 from device where tenant = $1 and id = $2";

    /**
     * The latest first. When a device was registered is in its own row, when it came into its batch too, and the moves of a
     * batch are in the batch's rows. ca-service revokes certificates with a CRLReason of RFC 5280; what the operator gave as
     * the reason stands beside it.
     */
    private static final String READ = "select * from ("
            + " select t.id, t.at, t.event, t.actor, t.reason, case when c.reason is distinct from t.reason"
            + " then t.facts || jsonb_strip_nulls(jsonb_build_object('deviceReason', c.reason)) else t.facts end as facts"
            + " from timeline t left join lateral (select o.reason from timeline o"
            + " where t.event = 'certificate.revoked' and t.reason <> 'superseded' and o.tenant = t.tenant"
            + " and o.device = t.device and o.event in ('device.revoked', 'device.retired') and o.at <= t.at"
            + " order by o.at desc limit 1) c on true where t.tenant = $1 and t.device = $2"
            + " union all"
            + " select f.id, d.batched_at, 'batch.added', f.actor, null,"
            + " jsonb_build_object('batch', b.name, 'import', f.id) from device d"
            + " join file_import f on f.tenant = d.tenant and f.id = d.batched_import"
            + " join batch b on b.id = d.batch where d.tenant = $1 and d.id = $2"
            + " union all"
            + " select m.id, m.at, 'batch.moved', m.actor, m.reason,"
            + " jsonb_build_object('batch', b.name, 'from', f.name, 'to', t.name) from device d"
            + " join batch_move m on m.batch = d.batch and m.at >= d.batched_at join batch b on b.id = m.batch"
            + " join policy f on f.id = m.from_policy join policy t on t.id = m.to_policy"
            + " where d.tenant = $1 and d.id = $2"
            + " union all"
            + " select f.id, d.registered_at, 'device.registered', f.actor, null,"
            + " jsonb_build_object('import', f.id) from device d"
            + " join file_import f on f.tenant = d.tenant and f.id = d.registered_import"
            + " where d.tenant = $1 and d.id = $2"
            + ") entry where (at, event, id::text) < ($3, $4, $5) order by at desc, event desc, id::text desc limit $6";

    private final Pool pool;

    Timeline(Pool pool) {
        this.pool = pool;
    }

    /** Appends an entry within a transaction. */
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

    /** The entries of a device before a place in its timeline, the latest first; fails with NOT_FOUND. */
    Uni<List<TimelineEntry>> before(TenantId tenant, DeviceId device, TimelineCursor cursor, int limit) {
        var id = Buffer.buffer(device.bytes());
        return pool.preparedQuery(EXISTS)
                .execute(Tuple.of(tenant.name(), id))
                .invoke(found -> {
                    if (found.size() == 0) {
                        throw new RegistryException(Refusal.NOT_FOUND, "There is no such device.");
                    }
                })
                .chain(() -> pool.preparedQuery(READ)
                        .mapping(row -> entry(row, tenant, device))
                        .execute(Tuple.of(tenant.name(), id)
                                .addValue(OffsetDateTime.ofInstant(cursor.at(), ZoneOffset.UTC))
                                .addString(cursor.event())
                                .addString(cursor.id())
                                .addInteger(limit)))
                .map(found -> found.stream().toList());
    }

    private static JsonObject json(Map<String, String> facts) {
        var object = new JsonObject();
        facts.forEach(object::put);
        return object;
    }

    private static TimelineEntry entry(Row row, TenantId tenant, DeviceId device) {
        return new TimelineEntry(
                row.getUUID("id"),
                device,
                tenant,
                row.getOffsetDateTime("at").toInstant(),
                row.getString("event"),
                row.getString("actor"),
                row.getString("reason"),
                facts((JsonObject) row.getValue("facts")));
    }

    private static Map<String, String> facts(JsonObject object) {
        return object.stream().collect(Collectors.toMap(Map.Entry::getKey, fact -> String.valueOf(fact.getValue())));
    }
}
