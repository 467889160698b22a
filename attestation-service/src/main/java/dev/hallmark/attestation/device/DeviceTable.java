package dev.hallmark.attestation.device;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.registry.DeviceSnapshot;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The read model's rows. */
@ApplicationScoped
class DeviceTable {

    /** A snapshot and the tenant its event came from. */
    record Row(TenantId tenant, DeviceSnapshot device) {}

    private static final String APPLY =
            """
            insert into device (id, tenant, batch, policy, serial, model, root_of_trust, algorithm,
                                standing, generation, version)
            select * from unnest($1::bytea[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                                 $8::text[], $9::text[], $10::int[], $11::bigint[])
            on conflict (id) do update set
                tenant = excluded.tenant, batch = excluded.batch, policy = excluded.policy, serial = excluded.serial,
                model = excluded.model, root_of_trust = excluded.root_of_trust, algorithm = excluded.algorithm,
                standing = excluded.standing, generation = excluded.generation, version = excluded.version
            where excluded.version > device.version
            """;

    /** Applies the rows that are newer; each device at most once, in the order in which rows are locked. */
    Uni<Void> apply(SqlConnection transaction, List<Row> rows) {
        var columns = Tuple.tuple();
        columns.addValue(
                column(rows, row -> Buffer.buffer(row.device().deviceId().bytes()), Buffer[]::new));
        columns.addValue(column(rows, row -> row.tenant().toString(), String[]::new));
        columns.addValue(column(rows, row -> row.device().batch(), String[]::new));
        columns.addValue(column(rows, row -> row.device().policy(), String[]::new));
        columns.addValue(column(rows, row -> row.device().serial(), String[]::new));
        columns.addValue(column(rows, row -> row.device().model(), String[]::new));
        columns.addValue(column(rows, row -> row.device().rootOfTrust(), String[]::new));
        columns.addValue(column(rows, row -> row.device().algorithm(), String[]::new));
        columns.addValue(column(rows, row -> row.device().standing().name(), String[]::new));
        columns.addValue(column(rows, row -> row.device().generation(), Integer[]::new));
        columns.addValue(column(rows, row -> row.device().version(), Long[]::new));
        return transaction.preparedQuery(APPLY).execute(columns).replaceWithVoid();
    }

    private static <T> T[] column(List<Row> rows, Function<Row, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
