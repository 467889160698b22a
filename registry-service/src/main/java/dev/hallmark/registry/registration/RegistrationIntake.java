package dev.hallmark.registry.registration;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.registry.imports.DeviceColumns;
import dev.hallmark.registry.imports.DeviceEntry;
import dev.hallmark.registry.imports.ImportRequest;
import dev.hallmark.registry.imports.Intake;
import dev.hallmark.registry.imports.Verdict;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Registers devices. The first tenant that registers a hash has it; nobody is told before it is in a batch. */
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

    private static final String KNOWN =
            "select encode(id, 'hex') as id from device where tenant = $1 and id = any ($2::bytea[])";

    private final Clock clock;

    RegistrationIntake(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Uni<Map<DeviceId, Verdict>> take(
            SqlConnection transaction, ImportRequest request, List<DeviceEntry> devices) {
        if (devices.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var values = Tuple.of(request.tenant().name(), OffsetDateTime.now(clock), request.id());
        return transaction
                .preparedQuery(REGISTER)
                .mapping(row -> DeviceId.parse(row.getString("id")))
                .execute(DeviceColumns.addTo(values, devices))
                .chain(added -> {
                    var verdicts = new HashMap<DeviceId, Verdict>();
                    added.forEach(id -> verdicts.put(id, new Verdict.Accepted()));
                    return withRest(transaction, request, devices, verdicts);
                });
    }

    private static Uni<Map<DeviceId, Verdict>> withRest(
            SqlConnection transaction,
            ImportRequest request,
            List<DeviceEntry> devices,
            Map<DeviceId, Verdict> verdicts) {
        var rest = devices.stream()
                .filter(device -> !verdicts.containsKey(device.id()))
                .toList();
        if (rest.isEmpty()) {
            return Uni.createFrom().item(verdicts);
        }
        // Another tenant's hash is refused in words that do not tell whose it is.
        rest.forEach(device -> verdicts.put(device.id(), new Verdict.Rejected("cannot be registered")));
        return transaction
                .preparedQuery(KNOWN)
                .mapping(row -> DeviceId.parse(row.getString("id")))
                .execute(Tuple.of(request.tenant().name()).addValue(DeviceColumns.ids(rest)))
                .invoke(known -> known.forEach(id -> verdicts.put(id, new Verdict.Duplicate())))
                .replaceWith(verdicts);
    }
}
