package dev.hallmark.attestation.device;

import dev.hallmark.events.Event;
import dev.hallmark.events.registry.BatchDevicesAdded;
import dev.hallmark.events.registry.BatchDevicesChanged;
import dev.hallmark.events.registry.BatchDevicesMoved;
import dev.hallmark.events.registry.DeviceMoved;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.messaging.inbox.Inbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Copies the registry's devices into the read model. */
@ApplicationScoped
class RegistryConsumer {

    // A statement's arrays stay small beside the connection's buffers, however many events a poll brought.
    private static final int ROWS_PER_STATEMENT = 5_000;

    private final Inbox inbox;
    private final DeviceTable devices;

    RegistryConsumer(Inbox inbox, DeviceTable devices) {
        this.inbox = inbox;
        this.devices = devices;
    }

    @Incoming("registry")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return inbox.consume("attestation-registry", records, this::apply);
    }

    private Uni<Void> apply(SqlConnection transaction, List<Event> events) {
        var chunks =
                Multi.createFrom().iterable(newest(events)).group().intoLists().of(ROWS_PER_STATEMENT);
        return chunks.onItem()
                .transformToUniAndConcatenate(rows -> devices.apply(transaction, rows))
                .collect()
                .last();
    }

    /** One row per device, the newest, by id: two consumers that lock rows in one order never deadlock. */
    private static List<DeviceTable.Row> newest(List<Event> events) {
        Map<String, DeviceTable.Row> rows = new HashMap<>();
        for (Event event : events) {
            snapshots(event)
                    .forEach(device -> rows.merge(
                            device.deviceId().hex(),
                            new DeviceTable.Row(event.tenant(), device),
                            RegistryConsumer::newer));
        }
        var sorted = new ArrayList<>(rows.values());
        sorted.sort(Comparator.comparing(row -> row.device().deviceId()));
        return sorted;
    }

    private static DeviceTable.Row newer(DeviceTable.Row one, DeviceTable.Row other) {
        return other.device().version() > one.device().version() ? other : one;
    }

    private static Stream<DeviceSnapshot> snapshots(Event event) {
        return switch (event.data()) {
            case BatchDevicesAdded added -> added.devices().stream();
            case BatchDevicesMoved moved -> moved.devices().stream();
            case BatchDevicesChanged changed -> changed.devices().stream();
            case DeviceMoved moved -> Stream.of(moved.device());
            default -> Stream.empty();
        };
    }
}
