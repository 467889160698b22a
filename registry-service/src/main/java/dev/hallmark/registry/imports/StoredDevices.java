package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.events.Event;
import dev.hallmark.events.Events;
import dev.hallmark.events.registry.BatchDevicesChanged;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.registry.device.DeviceSnapshots;
import dev.hallmark.registry.device.Stage;
import dev.hallmark.registry.timeline.Timeline;
import dev.hallmark.registry.timeline.TimelineEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The devices that are stored already: what is known of them, and what an import with update=true changes. */
@ApplicationScoped
public class StoredDevices {

    private static final String FIND = "select encode(id, 'hex') as id, tenant = $1 as ours, batch, stage::text,"
            + " standing::text, public_key, serial, model, root_of_trust, algorithm"
            + " from device where id = any ($2::bytea[])";

    private static final String LOCK = FIND + " and tenant = $1 order by device.id for update";

    /** Only a device in a batch has been published, and so gets a new version. */
    private static final String CHANGE = "with input as (select * from"
            + " unnest($1::bytea[], $2::bytea[], $3::text[], $4::text[], $5::text[], $6::text[])"
            + " as i (id, public_key, serial, model, root_of_trust, algorithm)), changed as ("
            + " update device d set version = d.version + case when d.batch is null then 0 else 1 end,"
            + " public_key = coalesce(d.public_key, nullif(i.public_key, ''::bytea)),"
            + " serial = coalesce(nullif(i.serial, ''), d.serial),"
            + " model = coalesce(nullif(i.model, ''), d.model),"
            + " root_of_trust = coalesce(nullif(i.root_of_trust, ''), d.root_of_trust),"
            + " algorithm = coalesce(nullif(i.algorithm, ''), d.algorithm)"
            + " from input i where i.id = d.id returning d.*)"
            + " select encode(c.id, 'hex') as id, c.batch, b.policy, c.serial, c.model, c.root_of_trust, c.algorithm,"
            + " c.standing::text, c.generation, c.version from changed c left join batch b on b.id = c.batch";

    private final Timeline timeline;
    private final Outbox outbox;
    private final Events events;
    private final Clock clock;

    StoredDevices(Timeline timeline, Outbox outbox, Events events, Clock clock) {
        this.timeline = timeline;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    private record Change(StoredDevice device, DeviceEntry row) {}

    /** What is stored of the devices of these rows, another tenant's included. */
    public Uni<Map<DeviceId, StoredDevice>> find(
            SqlConnection transaction, ImportRequest request, List<DeviceEntry> rows) {
        return read(transaction, FIND, request, rows);
    }

    /**
     * Changes what rows say differently, if the request wants that and the device allows it: a device of this tenant that
     * is in no batch, or in that of the request where it has one.
     *
     * @return the devices that were changed
     */
    public Uni<Set<DeviceId>> change(SqlConnection transaction, ImportRequest request, List<DeviceEntry> rows) {
        if (!request.update()) {
            return Uni.createFrom().item(Set.of());
        }
        return read(transaction, LOCK, request, rows)
                .map(stored -> changes(request, rows, stored))
                .call(changes -> write(transaction, request, changes))
                .map(changes ->
                        changes.stream().map(change -> change.row().id()).collect(Collectors.toSet()));
    }

    private static List<Change> changes(
            ImportRequest request, List<DeviceEntry> rows, Map<DeviceId, StoredDevice> stored) {
        var changes = new ArrayList<Change>();
        for (var row : rows) {
            Optional.ofNullable(stored.get(row.id()))
                    .filter(device -> isWithin(request, device) && device.canChangeTo(row))
                    .ifPresent(device -> changes.add(new Change(device, row)));
        }
        return changes;
    }

    private static boolean isWithin(ImportRequest request, StoredDevice device) {
        return request.batch().isEmpty()
                || device.batch().isEmpty()
                || device.batch().equals(request.batch());
    }

    private Uni<Void> write(SqlConnection transaction, ImportRequest request, List<Change> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = changes.stream().map(Change::row).toList();
        var entries = changes.stream().map(change -> entry(request, change)).toList();
        return transaction
                .preparedQuery(CHANGE)
                .mapping(DeviceSnapshots::of)
                .execute(DeviceColumns.addTo(Tuple.tuple(), rows))
                .map(changed -> published(request, changed.stream().toList()))
                .chain(changed -> outbox.append(transaction, changed))
                .chain(() -> timeline.append(transaction, entries));
    }

    private List<Event> published(ImportRequest request, List<DeviceSnapshot> changed) {
        var batches = changed.stream()
                .filter(device -> device.batch() != null)
                .collect(Collectors.groupingBy(DeviceSnapshot::batch));
        return batches.entrySet().stream()
                .flatMap(batch -> DeviceSnapshots.pieces(batch.getValue())
                        .map(piece -> new BatchDevicesChanged(batch.getKey(), piece)))
                .map(data -> events.of(request.tenant(), request.actor(), data))
                .toList();
    }

    private TimelineEntry entry(ImportRequest request, Change change) {
        var facts = new HashMap<>(Map.of("import", request.id().toString()));
        for (var difference : change.device().differences(change.row())) {
            facts.put(difference.column().member(), difference.said());
            facts.put(difference.column().member() + "Before", difference.stored());
        }
        return new TimelineEntry(
                UUID.randomUUID(),
                change.row().id(),
                request.tenant(),
                clock.instant(),
                "device.changed",
                request.actor(),
                null,
                facts);
    }

    private static Uni<Map<DeviceId, StoredDevice>> read(
            SqlConnection transaction, String query, ImportRequest request, List<DeviceEntry> rows) {
        return transaction
                .preparedQuery(query)
                .mapping(StoredDevices::device)
                .execute(Tuple.of(request.tenant().name()).addValue(DeviceColumns.ids(rows)))
                .map(found -> found.stream().collect(Collectors.toMap(StoredDevice::id, Function.identity())));
    }

    private static StoredDevice device(Row row) {
        var key = (Buffer) row.getValue("public_key");
        return new StoredDevice(
                row.getBoolean("ours"),
                Optional.ofNullable(row.getUUID("batch")),
                Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
                Standing.valueOf(row.getString("standing").toUpperCase(Locale.ROOT)),
                new DeviceEntry(
                        DeviceId.parse(row.getString("id")),
                        key == null ? "" : Base64.getEncoder().encodeToString(key.getBytes()),
                        text(row, "serial"),
                        text(row, "model"),
                        text(row, "root_of_trust"),
                        text(row, "algorithm")));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
