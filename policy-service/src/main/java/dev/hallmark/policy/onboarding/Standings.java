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

/** The standings of devices, each as of the highest version that was told. */
@ApplicationScoped
class Standings {

    // An update that changes nothing still locks the row and returns what holds.
    private static final String LEARN =
            """
            insert into device (id, tenant, standing, version, generation)
            select * from unnest($1::bytea[], $2::text[], $3::text[], $4::bigint[], $5::integer[])
                as told (id, tenant, standing, version, generation)
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
     * Takes in what was told of some devices and locks their rows until the transaction ends.
     *
     * @return what holds for each of them
     */
    Uni<Map<DeviceId, DeviceStanding>> learn(SqlConnection transaction, List<DeviceStanding> told) {
        var newest = told.stream()
                .collect(Collectors.toMap(DeviceStanding::device, Function.identity(), DeviceStanding::newer))
                .values()
                .stream()
                .sorted(Comparator.comparing(DeviceStanding::device))
                .toList();
        return transaction.preparedQuery(LEARN).execute(columns(newest)).map(rows -> {
            var holds = new HashMap<DeviceId, DeviceStanding>();
            rows.forEach(row -> holds.put(DeviceId.of(row.getBuffer("id").getBytes()), standing(row)));
            return holds;
        });
    }

    private static Tuple columns(List<DeviceStanding> told) {
        return Tuple.of(
                told.stream().map(one -> Buffer.buffer(one.device().bytes())).toArray(Buffer[]::new),
                told.stream().map(one -> one.tenant().name()).toArray(String[]::new),
                told.stream()
                        .map(one -> one.standing().name().toLowerCase(Locale.ROOT))
                        .toArray(String[]::new),
                told.stream().map(DeviceStanding::version).toArray(Long[]::new),
                told.stream().map(DeviceStanding::generation).toArray(Integer[]::new));
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
