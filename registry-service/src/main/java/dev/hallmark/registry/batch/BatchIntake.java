package dev.hallmark.registry.batch;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Event;
import dev.hallmark.events.Events;
import dev.hallmark.events.outbox.Outbox;
import dev.hallmark.events.registry.BatchDevicesAdded;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.registry.device.DeviceSnapshots;
import dev.hallmark.registry.imports.DeviceColumns;
import dev.hallmark.registry.imports.DeviceEntry;
import dev.hallmark.registry.imports.ImportRequest;
import dev.hallmark.registry.imports.Intake;
import dev.hallmark.registry.imports.Verdict;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

    /**
     * Registered devices of this tenant that are in no batch yet; tells which they were. Each row of the file looks its
     * device up by id, whatever the planner believes of a table that has just been filled: of the lists it can only
     * guess the lengths, and it would compare each with each.
     */
    private static final String ASSIGN = "with " + TARGET + ", " + INPUT + ", free as ("
            + " select i.* from (select * from input order by id) i cross join lateral (select from device d"
            + " where d.id = i.id and d.tenant = $1 and d.batch is null and d.standing = 'active' for update) d"
            + "), added as ("
            + " update device d set batch = t.id, version = d.version + 1, batched_at = $3, batched_import = $4,"
            + " public_key = coalesce(d.public_key, nullif(f.public_key, ''::bytea)),"
            + " serial = coalesce(d.serial, nullif(f.serial, '')),"
            + " model = coalesce(d.model, nullif(f.model, '')),"
            + " root_of_trust = coalesce(d.root_of_trust, nullif(f.root_of_trust, ''), t.root_of_trust),"
            + " algorithm = coalesce(d.algorithm, nullif(f.algorithm, ''))"
            + " from free f, target t where f.id = d.id returning d.*"
            + ")" + RESULT;

    /** The same, and ids that nobody has registered are registered. */
    private static final String REGISTER = "with " + TARGET + ", " + INPUT + ", added as ("
            + " insert into device as d (id, tenant, batch, public_key, serial, model, root_of_trust, algorithm,"
            + " version, registered_at, registered_import, batched_at, batched_import)"
            + " select i.id, $1, t.id, nullif(i.public_key, ''::bytea), nullif(i.serial, ''), nullif(i.model, ''),"
            + " coalesce(nullif(i.root_of_trust, ''), t.root_of_trust), nullif(i.algorithm, ''), 1, $3, $4, $3, $4"
            + " from input i, target t order by i.id"
            + " on conflict (id) do update set batch = excluded.batch, version = d.version + 1,"
            + " batched_at = $3, batched_import = $4,"
            + " public_key = coalesce(d.public_key, excluded.public_key),"
            + " serial = coalesce(d.serial, excluded.serial),"
            + " model = coalesce(d.model, excluded.model),"
            + " root_of_trust = coalesce(d.root_of_trust, excluded.root_of_trust),"
            + " algorithm = coalesce(d.algorithm, excluded.algorithm)"
            + " where d.tenant = $1 and d.batch is null and d.standing = 'active' returning d.*"
            + ")" + RESULT;

    /** What is known of devices that were not added. */
    private static final String KNOWN = "select encode(id, 'hex') as id, tenant = $1 as ours,"
            + " coalesce(batch = $2, false) as here, batch is null as free, standing::text"
            + " from device where id = any ($3::bytea[])";

    private final Pool pool;
    private final Outbox outbox;
    private final Events events;
    private final Clock clock;

    BatchIntake(Pool pool, Outbox outbox, Events events, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The batch that devices are to come into.
     *
     * @param registers whether ids that no factory has registered are taken too
     */
    record Target(UUID batch, boolean registers) {}

    /** The batch of this id or name. */
    Uni<Target> target(TenantId tenant, String idOrName) {
        return pool.preparedQuery(TARGET_NAMED)
                .mapping(row -> new Target(row.getUUID("id"), row.getBoolean("register_on_import")))
                .execute(Tuple.of(tenant.name(), idOrName))
                .map(found -> found.stream().findFirst().orElseThrow(Batches::notFound));
    }

    Intake into(Target target) {
        return (transaction, request, devices) -> take(transaction, request, target, devices);
    }

    private Uni<Map<DeviceId, Verdict>> take(
            SqlConnection transaction, ImportRequest request, Target target, List<DeviceEntry> devices) {
        if (devices.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var values = Tuple.of(request.tenant().name(), target.batch(), OffsetDateTime.now(clock), request.id());
        return transaction
                .preparedQuery(target.registers() ? REGISTER : ASSIGN)
                .mapping(DeviceSnapshots::of)
                .execute(DeviceColumns.addTo(values, devices))
                .map(rows -> rows.stream().toList())
                .call(added -> outbox.append(transaction, announcements(request, target, added)))
                .chain(added -> verdicts(transaction, request, target, devices, added));
    }

    private List<Event> announcements(ImportRequest request, Target target, List<DeviceSnapshot> added) {
        var most = BatchDevicesAdded.MOST;
        return IntStream.iterate(0, from -> from < added.size(), from -> from + most)
                .mapToObj(from -> added.subList(from, Math.min(from + most, added.size())))
                .map(piece -> new BatchDevicesAdded(target.batch().toString(), piece))
                .map(data -> events.of(request.tenant(), request.actor(), data))
                .toList();
    }

    private static Uni<Map<DeviceId, Verdict>> verdicts(
            SqlConnection transaction,
            ImportRequest request,
            Target target,
            List<DeviceEntry> devices,
            List<DeviceSnapshot> added) {
        Map<DeviceId, Verdict> verdicts =
                added.stream().collect(Collectors.toMap(DeviceSnapshot::deviceId, device -> new Verdict.Accepted()));
        var rest = devices.stream()
                .filter(device -> !verdicts.containsKey(device.id()))
                .toList();
        if (rest.isEmpty()) {
            return Uni.createFrom().item(verdicts);
        }
        var values = Tuple.of(request.tenant().name(), target.batch()).addValue(DeviceColumns.ids(rest));
        return transaction
                .preparedQuery(KNOWN)
                .mapping(KnownDevice::of)
                .execute(values)
                .map(known -> {
                    var all = new HashMap<>(verdicts);
                    rest.forEach(device -> all.put(device.id(), KnownDevice.unknown(target.registers())));
                    known.forEach(device -> all.put(device.id(), device.verdict(target.registers())));
                    return all;
                });
    }
}
