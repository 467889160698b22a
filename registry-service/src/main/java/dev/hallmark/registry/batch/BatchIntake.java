package dev.hallmark.registry.batch;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Event;
import dev.hallmark.events.Events;
import dev.hallmark.events.registry.BatchDevicesAdded;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.registry.device.DeviceSnapshots;
import dev.hallmark.registry.imports.DeviceColumns;
import dev.hallmark.registry.imports.DeviceEntry;
import dev.hallmark.registry.imports.ImportRequest;
import dev.hallmark.registry.imports.Intake;
import dev.hallmark.registry.imports.Intake.Outcome;
import dev.hallmark.registry.imports.StoredDevice;
import dev.hallmark.registry.imports.StoredDevices;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts devices into a batch and publishes them to the other services. Each bulk statement locks devices in the order of
 * their ids, so that no two deadlock.
 */
@ApplicationScoped
class BatchIntake {

    private static final String TARGET_NAMED = "select id, register_on_import from batch"
            + " where tenant = $1 and (id::text = lower($2) or name = $2) order by name = $2 limit 1";

    private static final String INPUT = "input as (select * from"
            + " unnest($5::bytea[], $6::bytea[], $7::text[], $8::text[], $9::text[], $10::text[])"
            + " as i (id, public_key, serial, model, root_of_trust, algorithm))";

    private static final String TARGET =
            "target as (select id, policy, root_of_trust from batch where tenant = $1 and id = $2 for share)";

    private static final String RESULT = " select encode(a.id, 'hex') as id, a.batch, t.policy, a.serial, a.model,"
            + " a.root_of_trust, a.algorithm, a.standing::text, a.generation, a.version from added a, target t";

    /** Unregistered ids. */
    private static final String REGISTER = "with " + TARGET + ", " + INPUT + ", added as ("
            + " insert into device as d (id, tenant, batch, public_key, serial, model, root_of_trust, algorithm,"
            + " version, registered_at, registered_import, batched_at, batched_import)"
            + " select i.id, $1, t.id, nullif(i.public_key, ''::bytea), nullif(i.serial, ''), nullif(i.model, ''),"
            + " coalesce(nullif(i.root_of_trust, ''), t.root_of_trust), nullif(i.algorithm, ''), 1, $3, $4, $3, $4"
            + " from input i, target t order by i.id on conflict (id) do nothing returning d.*"
            + ")" + RESULT;

    /**
     * Registered devices of this tenant that are in no batch yet and of which the file contradicts nothing that is stored;
     * returns them. Each row of the file looks its device up by id, whatever the planner assumes about a table that has
     * just been filled: it can only guess the lengths of the lists, and would compare each row with each device.
     */
    private static final String ASSIGN = "with " + TARGET + ", " + INPUT + ", free as ("
            + " select i.* from (select * from input order by id) i cross join lateral (select from device d"
            + " where d.id = i.id and d.tenant = $1 and d.batch is null and d.standing = 'active'"
            + " and (i.serial = '' or d.serial is null or i.serial = d.serial)"
            + " and (i.model = '' or d.model is null or i.model = d.model)"
            + " and (i.root_of_trust = '' or d.root_of_trust is null or i.root_of_trust = d.root_of_trust)"
            + " and (i.algorithm = '' or d.algorithm is null or i.algorithm = d.algorithm)"
            + " for update) d"
            + "), added as ("
            + " update device d set batch = t.id, version = d.version + 1, batched_at = $3, batched_import = $4,"
            + " public_key = coalesce(d.public_key, nullif(f.public_key, ''::bytea)),"
            + " serial = coalesce(d.serial, nullif(f.serial, '')),"
            + " model = coalesce(d.model, nullif(f.model, '')),"
            + " root_of_trust = coalesce(d.root_of_trust, nullif(f.root_of_trust, ''), t.root_of_trust),"
            + " algorithm = coalesce(d.algorithm, nullif(f.algorithm, ''))"
            + " from free f, target t where f.id = d.id returning d.*"
            + ")" + RESULT;

    private final Pool pool;
    private final StoredDevices stored;
    private final Outbox outbox;
    private final Events events;
    private final Clock clock;

    BatchIntake(Pool pool, StoredDevices stored, Outbox outbox, Events events, Clock clock) {
        this.pool = pool;
        this.stored = stored;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The batch that devices are imported into.
     *
     * @param registers whether ids that no factory has registered are accepted
     */
    record Target(UUID batch, boolean registers) {}

    /** The batch of this id or name. */
    Uni<Target> target(TenantId tenant, String idOrName) {
        return pool.preparedQuery(TARGET_NAMED)
                .mapping(row -> new Target(row.getUUID("id"), row.getBoolean("register_on_import")))
                .execute(Tuple.of(tenant.name(), idOrName))
                .map(found -> found.stream().findFirst().orElseThrow(BatchRepository::notFound));
    }

    Intake into(Target target) {
        return (transaction, request, devices) -> store(transaction, request, target, devices);
    }

    private Uni<Map<DeviceId, Outcome>> store(
            SqlConnection transaction, ImportRequest request, Target target, List<DeviceEntry> devices) {
        return stored.change(transaction, request, devices).chain(changed -> add(transaction, request, target, devices)
                .call(added -> outbox.append(transaction, published(request, target, added)))
                .chain(added -> outcomes(transaction, request, target, devices, added, changed)));
    }

    private Uni<List<DeviceSnapshot>> add(
            SqlConnection transaction, ImportRequest request, Target target, List<DeviceEntry> devices) {
        if (!target.registers()) {
            return add(ASSIGN, transaction, request, target, devices);
        }
        return add(REGISTER, transaction, request, target, devices).chain(registered -> {
            var known = without(registered, devices);
            return known.isEmpty()
                    ? Uni.createFrom().item(registered)
                    : add(ASSIGN, transaction, request, target, known)
                            .map(assigned -> Stream.concat(registered.stream(), assigned.stream())
                                    .toList());
        });
    }

    private Uni<List<DeviceSnapshot>> add(
            String statement,
            SqlConnection transaction,
            ImportRequest request,
            Target target,
            List<DeviceEntry> devices) {
        var values = Tuple.of(request.tenant().name(), target.batch(), OffsetDateTime.now(clock), request.id());
        return transaction
                .preparedQuery(statement)
                .mapping(DeviceSnapshots::of)
                .execute(DeviceColumns.addTo(values, devices))
                .map(rows -> rows.stream().toList());
    }

    private List<Event> published(ImportRequest request, Target target, List<DeviceSnapshot> added) {
        return DeviceSnapshots.pieces(added)
                .map(piece -> new BatchDevicesAdded(target.batch().toString(), piece))
                .map(data -> events.of(request.tenant(), request.actor(), data))
                .toList();
    }

    private Uni<Map<DeviceId, Outcome>> outcomes(
            SqlConnection transaction,
            ImportRequest request,
            Target target,
            List<DeviceEntry> devices,
            List<DeviceSnapshot> added,
            Set<DeviceId> changed) {
        var outcomes = new HashMap<DeviceId, Outcome>();
        added.forEach(device -> outcomes.put(device.deviceId(), new Outcome.Accepted()));
        var rest = without(added, devices);
        if (rest.isEmpty()) {
            return Uni.createFrom().item(outcomes);
        }
        return stored.find(transaction, request, rest)
                .invoke(found -> rest.forEach(row -> {
                    var outcome = outcome(target, request, row, Optional.ofNullable(found.get(row.id())));
                    boolean wasChanged = outcome instanceof Outcome.Duplicate && changed.contains(row.id());
                    outcomes.put(row.id(), wasChanged ? new Outcome.Accepted() : outcome);
                }))
                .replaceWith(outcomes);
    }

    /** Of a device that was not added to the batch. Another tenant's looks like an unregistered one. */
    static Outcome outcome(Target target, ImportRequest request, DeviceEntry row, Optional<StoredDevice> found) {
        if (found.filter(StoredDevice::ours).isEmpty()) {
            return new Outcome.Rejected(target.registers() ? "cannot be registered" : "not registered by a factory");
        }
        var device = found.get();
        boolean here = device.batch().equals(Optional.of(target.batch()));
        if (!here && !device.isActive()) {
            return new Outcome.Rejected(
                    "the device is " + device.standing().name().toLowerCase(Locale.ROOT));
        }
        if (!here && device.batch().isPresent()) {
            return new Outcome.Rejected("already in another batch");
        }
        var objection = device.objection(row, request.update());
        if (objection.isPresent()) {
            return new Outcome.Rejected(objection.get());
        }
        return here ? new Outcome.Duplicate() : new Outcome.Rejected("changed at the same moment, import it again");
    }

    private static List<DeviceEntry> without(List<DeviceSnapshot> added, List<DeviceEntry> devices) {
        var ids = added.stream().map(DeviceSnapshot::deviceId).collect(Collectors.toSet());
        return devices.stream().filter(device -> !ids.contains(device.id())).toList();
    }
}
