package dev.hallmark.registry.job;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.registry.DeviceName;
import dev.hallmark.registry.DeviceNames;
import dev.hallmark.registry.device.DeviceFilter;
import dev.hallmark.registry.device.DeviceState;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Which devices a job is for: a condition on device rows {@code d}, with its parameters. */
@ApplicationScoped
class JobSelection {

    /** A name that is not exactly one device's. */
    private static final String NOT_ONE = "select n.place, count(d.id) as devices"
            + " from unnest($2::bytea[], $3::bytea[]) with ordinality n (first, last, place)"
            + " left join device d on d.tenant = $1 and d.id between n.first and n.last"
            + " group by n.place having count(d.id) <> 1 order by n.place limit 1";

    private static final String NAMED = " where d.tenant = $1 and exists"
            + " (select 1 from unnest($2::bytea[], $3::bytea[]) n (first, last) where d.id between n.first and n.last)";

    private static final String COUNT = "select d.stage::text, d.standing::text, count(*) as devices from device d";

    private static final String KEEP =
            "insert into device_job_device (tenant, job, device) select d.tenant, %s, d.id" + " from device d";

    /** Writes the devices of a job down; how many they are. */
    Uni<Long> keep(SqlClient transaction, TenantId tenant, UUID job, NewJob wanted) {
        return selection(transaction, tenant, wanted).chain(query -> {
            var values = query.values();
            values.addValue(job);
            return transaction
                    .preparedQuery(KEEP.formatted("$" + values.size() + "::uuid") + query.where())
                    .execute(values)
                    .map(kept -> (long) kept.rowCount());
        });
    }

    Uni<JobPreview> preview(SqlClient client, TenantId tenant, NewJob wanted) {
        return selection(client, tenant, wanted)
                .chain(query -> client.preparedQuery(COUNT + query.where() + " group by d.stage, d.standing")
                        .execute(query.values()))
                .map(rows -> {
                    var states = new TreeMap<String, Long>();
                    rows.forEach(row -> states.merge(
                            DeviceState.of(row.getString("stage"), row.getString("standing")),
                            row.getLong("devices"),
                            Long::sum));
                    return of(states);
                });
    }

    private static JobPreview of(Map<String, Long> states) {
        return new JobPreview(
                states.values().stream().mapToLong(Long::longValue).sum(), states);
    }

    private static Uni<DeviceFilter.Query> selection(SqlClient client, TenantId tenant, NewJob wanted) {
        if (wanted.filter() == null) {
            return named(client, tenant, wanted.devices());
        }
        var filter = wanted.filter();
        return Uni.createFrom()
                .item(DeviceFilter.of(
                                given(filter.state()), given(filter.batch()), given(filter.policy()), given(filter.q()))
                        .all(tenant));
    }

    private static Uni<DeviceFilter.Query> named(SqlClient client, TenantId tenant, List<String> names) {
        var parsed = names.stream().map(JobSelection::name).toList();
        var values = Tuple.of(
                tenant.name(),
                parsed.stream().map(name -> DeviceNames.first(name.digits())).toArray(Buffer[]::new),
                parsed.stream().map(name -> DeviceNames.last(name.digits())).toArray(Buffer[]::new));
        return client.preparedQuery(NOT_ONE)
                .execute(values)
                .invoke(found -> found.forEach(
                        row -> DeviceNames.requireOne(parsed.get(row.getInteger("place") - 1), row.getLong("devices"))))
                .replaceWith(() -> new DeviceFilter.Query(NAMED, values));
    }

    private static DeviceName name(String text) {
        try {
            return DeviceName.parse(text);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(Refusal.INVALID_REQUEST, "devices: " + e.getMessage()).with("field", "devices");
        }
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).map(String::strip).filter(one -> !one.isEmpty());
    }
}
