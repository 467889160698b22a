package dev.hallmark.events.registry;

import dev.hallmark.events.EventData;
import java.util.List;

/**
 * Devices came into a batch.
 *
 * @param batch the id of the batch
 * @param devices at most 1,000
 */
public record BatchDevicesAdded(String batch, List<DeviceSnapshot> devices) implements EventData {

    /** The most devices of one event. */
    public static final int MOST = 1000;

    public BatchDevicesAdded {
        devices = List.copyOf(devices);
    }

    @Override
    public String key() {
        return batch;
    }
}
