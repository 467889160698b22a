package dev.hallmark.registry.batch;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.events.Event;
import dev.hallmark.events.Events;
import dev.hallmark.events.registry.BatchDevicesAdded;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.registry.device.DeviceSnapshots;
import dev.hallmark.registry.imports.DeviceColumns;
import dev.hallmark.registry.imports.DeviceEntry;
import dev.hallmark.registry.imports.ImportOrder;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts devices into a batch and tells the other services of them. */
@ApplicationScoped
class BatchIntake {

    private final Outbox outbox;
    private final Events events;
    private final Clock clock;

    BatchIntake(Outbox outbox, Events events, Clock clock) {
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    Intake into(Batch batch) {
        return (transaction, order, devices) -> take(transaction, order, batch, devices);
    }

    private Uni<Map<DeviceId, Verdict>> take(
            SqlConnection transaction, ImportOrder order, Batch batch, List<DeviceEntry> devices) {
        if (devices.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var values = Tuple.of(order.tenant().name(), batch.id(), OffsetDateTime.now(clock), order.id());
        return transaction
                .preparedQuery(batch.registersOnImport() ? BatchStatements.REGISTER : BatchStatements.ASSIGN)
                .mapping(DeviceSnapshots::of)
                .execute(DeviceColumns.addTo(values, devices))
                .map(rows -> rows.stream().toList())
                .call(added -> outbox.append(transaction, announcements(order, batch, added)))
                .chain(added -> verdicts(transaction, order, batch, devices, added));
    }

    private List<Event> announcements(ImportOrder order, Batch batch, List<DeviceSnapshot> added) {
        var most = BatchDevicesAdded.MOST;
        return IntStream.iterate(0, from -> from < added.size(), from -> from + most)
                .mapToObj(from -> added.subList(from, Math.min(from + most, added.size())))
                .map(piece -> new BatchDevicesAdded(batch.id().toString(), piece))
                .map(data -> events.of(order.tenant(), order.actor(), data))
                .toList();
    }

    private static Uni<Map<DeviceId, Verdict>> verdicts(
            SqlConnection transaction,
            ImportOrder order,
            Batch batch,
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
        var values = Tuple.of(order.tenant().name(), batch.id()).addValue(DeviceColumns.ids(rest));
        return transaction
                .preparedQuery(BatchStatements.KNOWN)
                .mapping(KnownDevice::of)
                .execute(values)
                .map(known -> {
                    var all = new HashMap<>(verdicts);
                    rest.forEach(device -> all.put(device.id(), KnownDevice.unknown(batch.registersOnImport())));
                    known.forEach(device -> all.put(device.id(), device.verdict(batch.registersOnImport())));
                    return all;
                });
    }
}
