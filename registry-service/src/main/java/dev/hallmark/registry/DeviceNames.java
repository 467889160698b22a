package dev.hallmark.registry;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Which device a name stands for. */
@ApplicationScoped
public class DeviceNames {

    /** Two rows are enough to see that a name is not one device's. */
    private static final String FIND = "select id from device where tenant = $1 and id between $2 and $3 limit 2";

    private final Pool pool;

    DeviceNames(Pool pool) {
        this.pool = pool;
    }

    /** The id that a name stands for; an id is returned without looking for its device. */
    public Uni<DeviceId> idOf(TenantId tenant, DeviceName name) {
        return name.isCommonName() ? find(tenant, name) : Uni.createFrom().item(DeviceId.parse(name.digits()));
    }

    /** The least id that begins with these digits. */
    public static Buffer first(String digits) {
        return Buffer.buffer(DeviceId.first(digits).bytes());
    }

    /** The greatest id that begins with these digits. */
    public static Buffer last(String digits) {
        return Buffer.buffer(DeviceId.last(digits).bytes());
    }

    private Uni<DeviceId> find(TenantId tenant, DeviceName name) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(tenant.name(), first(name.digits()), last(name.digits())))
                .map(found -> only(found, name));
    }

    private static DeviceId only(RowSet<Row> found, DeviceName name) {
        requireOne(name, found.size());
        return DeviceId.of(found.iterator().next().getBuffer("id").getBytes());
    }

    /** Refuses a name that this number of devices have, unless it is one. */
    public static void requireOne(DeviceName name, long devices) {
        if (devices > 1) {
            throw new RegistryException(
                    Refusal.NOT_FOUND,
                    "Several devices have the common name %s: name one by its id.".formatted(name.text()));
        }
        if (devices == 0) {
            throw new RegistryException(Refusal.NOT_FOUND, "There is no device %s.".formatted(name.text()));
        }
    }
}
