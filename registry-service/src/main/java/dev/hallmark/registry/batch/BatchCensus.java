package dev.hallmark.registry.batch;

import dev.hallmark.registry.device.DeviceState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** How many devices of a batch are in each state, from one index. */
@ApplicationScoped
class BatchCensus {

    private static final String COUNT =
            "select stage::text, standing::text, count(*) from device where batch = $1" + " group by stage, standing";

    private final Pool pool;

    BatchCensus(Pool pool) {
        this.pool = pool;
    }

    Uni<Map<String, Long>> of(UUID batch) {
        return pool.preparedQuery(COUNT).execute(Tuple.of(batch)).map(found -> {
            var counts = new TreeMap<String, Long>();
            found.forEach(row -> counts.merge(state(row), row.getLong("count"), Long::sum));
            return counts;
        });
    }

    private static String state(Row row) {
        return DeviceState.of(row.getString("stage"), row.getString("standing"));
    }
}
