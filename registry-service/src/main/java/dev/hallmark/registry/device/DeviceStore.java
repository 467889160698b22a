package dev.hallmark.registry.device;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Devices as rows, each seen by its own tenant only. */
@ApplicationScoped
class DeviceStore {

    /** The timeline keeps why a device has its standing; it is not read for active ones, which are nearly all. */
    private static final String SELECT = "select encode(d.id, 'hex') as id, d.batch, b.name as batch_name, b.policy,"
            + " p.name as policy_name, d.serial, d.model, d.root_of_trust, d.algorithm, d.stage::text,"
            + " d.standing::text, d.generation, d.version, d.registered_at, d.batched_at,"
            + " c.at as standing_since, c.reason as standing_reason"
            + " from device d left join batch b on b.id = d.batch left join policy p on p.id = b.policy"
            + " left join lateral (select t.at, t.reason from timeline t where d.standing <> 'active'"
            + " and t.device = d.id and t.tenant = d.tenant and t.event = 'device.' || d.standing::text"
            + " order by t.at desc limit 1) c on true";

    private static final String FIND = SELECT + " where d.tenant = $1 and d.id = $2";
    private static final String LOCK = "select 1 from device where tenant = $1 and id = $2 for update";
    private static final String SAVE =
            "update device set standing = $2::text::device_standing, version = $3, generation = $4,"
                    + " stage = $5::text::device_stage where id = $1";

    private final Pool pool;

    DeviceStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Device> find(TenantId tenant, DeviceId id) {
        return find(pool, tenant, id);
    }

    /** Reads after locking: a statement that waits for the lock would join the batch and policy from before the wait. */
    Uni<Device> lock(SqlConnection transaction, TenantId tenant, DeviceId id) {
        return transaction
                .preparedQuery(LOCK)
                .execute(key(tenant, id))
                .map(DeviceStore::one)
                .chain(locked -> find(transaction, tenant, id));
    }

    Uni<Device> find(SqlClient client, TenantId tenant, DeviceId id) {
        return client.preparedQuery(FIND)
                .mapping(DeviceStore::device)
                .execute(key(tenant, id))
                .map(DeviceStore::one);
    }

    private static <R> R one(RowSet<R> found) {
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new RegistryException(Refusal.NOT_FOUND, "There is no such device."));
    }

    private static Tuple key(TenantId tenant, DeviceId id) {
        return Tuple.of(tenant.name(), Buffer.buffer(id.bytes()));
    }

    Uni<List<Device>> page(TenantId tenant, DeviceFilter filter, int limit) {
        var query = filter.query(tenant, limit);
        return pool.preparedQuery(SELECT + query.where())
                .mapping(DeviceStore::device)
                .execute(query.values())
                .map(found -> found.stream().toList());
    }

    Uni<Void> save(SqlConnection transaction, Device device) {
        var state = device.snapshot();
        return transaction
                .preparedQuery(SAVE)
                .execute(Tuple.of(
                        Buffer.buffer(state.deviceId().bytes()),
                        state.standing().name().toLowerCase(Locale.ROOT),
                        state.version(),
                        state.generation(),
                        device.stage().toString()))
                .replaceWithVoid();
    }

    private static Device device(Row row) {
        return new Device(
                DeviceSnapshots.of(row),
                Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getString("batch_name")),
                Optional.ofNullable(row.getString("policy_name")),
                row.getOffsetDateTime("registered_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("batched_at")).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getOffsetDateTime("standing_since"))
                        .map(at -> new Device.Cause(at.toInstant(), row.getString("standing_reason"))));
    }
}
