package dev.hallmark.registry.registration;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.registry.imports.DeviceColumns;
import dev.hallmark.registry.imports.DeviceEntry;
import dev.hallmark.registry.imports.ImportRequest;
import dev.hallmark.registry.imports.Intake;
import dev.hallmark.registry.imports.Intake.Outcome;
import dev.hallmark.registry.imports.StoredDevice;
import dev.hallmark.registry.imports.StoredDevices;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Registers devices. A hash belongs to the first tenant that registers it; a device is published when it is in a batch. */
@ApplicationScoped
class RegistrationIntake implements Intake {

    private static final String REGISTER = "with input as (select * from"
            + " unnest($4::bytea[], $5::bytea[], $6::text[], $7::text[], $8::text[], $9::text[])"
            + " as i (id, public_key, serial, model, root_of_trust, algorithm)), added as ("
            + " insert into device (id, tenant, public_key, serial, model, root_of_trust, algorithm, registered_at,"
            + " registered_import) select id, $1, nullif(public_key, ''::bytea), nullif(serial, ''),"
            + " nullif(model, ''), nullif(root_of_trust, ''), nullif(algorithm, ''), $2, $3 from input order by id"
            + " on conflict (id) do nothing returning id)"
            + " select encode(id, 'hex') as id from added";

    private final StoredDevices stored;
    private final Clock clock;

    RegistrationIntake(StoredDevices stored, Clock clock) {
        this.stored = stored;
        this.clock = clock;
    }

    @Override
    public Uni<Map<DeviceId, Outcome>> store(
            SqlConnection transaction, ImportRequest request, List<DeviceEntry> devices) {
        return stored.change(transaction, request, devices).chain(changed -> register(transaction, request, devices)
                .chain(added -> outcomes(transaction, request, devices, added, changed)));
    }

    private Uni<Set<DeviceId>> register(SqlConnection transaction, ImportRequest request, List<DeviceEntry> devices) {
        var values = Tuple.of(request.tenant().name(), OffsetDateTime.now(clock), request.id());
        return transaction
                .preparedQuery(REGISTER)
                .mapping(row -> DeviceId.parse(row.getString("id")))
                .execute(DeviceColumns.addTo(values, devices))
                .map(added -> added.stream().collect(Collectors.toSet()));
    }

    private Uni<Map<DeviceId, Outcome>> outcomes(
            SqlConnection transaction,
            ImportRequest request,
            List<DeviceEntry> devices,
            Set<DeviceId> added,
            Set<DeviceId> changed) {
        var outcomes = new HashMap<DeviceId, Outcome>();
        added.forEach(id -> outcomes.put(id, new Outcome.Accepted()));
        var rest =
                devices.stream().filter(device -> !added.contains(device.id())).toList();
        if (rest.isEmpty()) {
            return Uni.createFrom().item(outcomes);
        }
        return stored.find(transaction, request, rest)
                .invoke(found -> rest.forEach(
                        row -> outcomes.put(row.id(), outcome(request, row, found.get(row.id()), changed))))
                .replaceWith(outcomes);
    }

    private static Outcome outcome(ImportRequest request, DeviceEntry row, StoredDevice device, Set<DeviceId> changed) {
        if (device == null || !device.ours()) {
            // Another tenant's hash is refused in words that do not show whose it is.
            return new Outcome.Rejected("cannot be registered");
        }
        return device.objection(row, request.update())
                .<Outcome>map(Outcome.Rejected::new)
                .orElseGet(() -> changed.contains(row.id()) ? new Outcome.Accepted() : new Outcome.Duplicate());
    }
}
