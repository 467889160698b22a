package dev.hallmark.registry.device;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.events.registry.BatchDevicesAdded;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.events.registry.Standing;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The state of a device as it is published. */
public final class DeviceSnapshots {

    private DeviceSnapshots() {}

    /** Devices in pieces of as many as one event holds, in their order. */
    public static Stream<List<DeviceSnapshot>> pieces(List<DeviceSnapshot> devices) {
        return IntStream.iterate(0, from -> from < devices.size(), from -> from + BatchDevicesAdded.MOST)
                .mapToObj(from -> devices.subList(from, Math.min(from + BatchDevicesAdded.MOST, devices.size())));
    }

    /** From a row with the id in hex, the batch's policy, and the standing as text. */
    public static DeviceSnapshot of(Row row) {
        return new DeviceSnapshot(
                DeviceId.parse(row.getString("id")),
                Optional.ofNullable(row.getUUID("batch")).map(UUID::toString).orElse(null),
                row.getString("policy"),
                row.getString("serial"),
                row.getString("model"),
                row.getString("root_of_trust"),
                row.getString("algorithm"),
                Standing.valueOf(row.getString("standing").toUpperCase(Locale.ROOT)),
                row.getInteger("generation"),
                row.getLong("version"));
    }
}
