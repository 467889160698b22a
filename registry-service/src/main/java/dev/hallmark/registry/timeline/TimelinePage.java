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
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads timelines, the latest first; the first two entries of a life come from the device's own row, and
 * those that it shares with its whole batch from the batch's. */
@ApplicationScoped
class TimelinePage {

    private static final String EXISTS = "select 1 from device where tenant = $1 and id = $2";

    private static final String READ = "select * from ("
            + " select id, at, event, actor, reason, facts from timeline where tenant = $1 and device = $2"
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

    TimelinePage(Pool pool) {
        this.pool = pool;
    }

    Uni<List<TimelineEntry>> before(TenantId tenant, DeviceId device, Place place, int limit) {
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
                                .addValue(OffsetDateTime.ofInstant(place.at(), ZoneOffset.UTC))
                                .addString(place.event())
                                .addString(place.id())
                                .addInteger(limit)))
                .map(found -> found.stream().toList());
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
