package dev.hallmark.policy.onboarding;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.registry.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Devices with their standings, each as of the highest version of the device that was published. */
@ApplicationScoped
class DeviceStore {

    // An update that changes nothing still locks the row and returns the current state.
    private static final String UPDATE =
            """
            insert into device (id, tenant, standing, version, generation)
            select * from unnest($1::bytea[], $2::text[], $3::text[], $4::bigint[], $5::integer[])
                as published (id, tenant, standing, version, generation)
            order by id
            on conflict (id) do update set
                tenant     = case when excluded.version > device.version then excluded.tenant else device.tenant end,
                standing   = case when excluded.version > device.version then excluded.standing else device.standing end,
                generation = case when excluded.version > device.version then excluded.generation
                                  else device.generation end,
                version    = greatest(excluded.version, device.version)
            returning id, tenant, standing, version, generation
            """;

    /**
     * Stores the standings that are newer, and locks the devices until the transaction ends.
     *
     * @return the current standing of each of them
     */
    Uni<Map<DeviceId, DeviceStanding>> update(SqlConnection transaction, List<DeviceStanding> published) {
        var newest = published.stream()
                .collect(Collectors.toMap(DeviceStanding::device, Function.identity(), DeviceStanding::newer))
                .values()
                .stream()
                .sorted(Comparator.comparing(DeviceStanding::device))
                .toList();
        return transaction.preparedQuery(UPDATE).execute(columns(newest)).map(rows -> {
            var current = new HashMap<DeviceId, DeviceStanding>();
            rows.forEach(row -> current.put(DeviceId.of(row.getBuffer("id").getBytes()), standing(row)));
            return current;
        });
    }

    private static Tuple columns(List<DeviceStanding> standings) {
        return Tuple.of(
                standings.stream()
                        .map(one -> Buffer.buffer(one.device().bytes()))
                        .toArray(Buffer[]::new),
                standings.stream().map(one -> one.tenant().name()).toArray(String[]::new),
                standings.stream()
                        .map(one -> one.standing().name().toLowerCase(Locale.ROOT))
                        .toArray(String[]::new),
                standings.stream().map(DeviceStanding::version).toArray(Long[]::new),
                standings.stream().map(DeviceStanding::generation).toArray(Integer[]::new));
    }

    private static DeviceStanding standing(Row row) {
        return new DeviceStanding(
                DeviceId.of(row.getBuffer("id").getBytes()),
                TenantId.of(row.getString("tenant")),
                Standing.valueOf(row.getString("standing").toUpperCase(Locale.ROOT)),
                row.getLong("version"),
                row.getInteger("generation"));
    }
}
