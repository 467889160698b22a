package dev.hallmark.events.registry;

import dev.hallmark.events.EventData;
import java.util.List;

/**
 * The batch of these devices was moved to another policy, which their state names.
 *
 * @param batch the id of the batch
 * @param devices at most {@link BatchDevicesAdded#MOST}
 */
public record BatchDevicesMoved(String batch, List<DeviceSnapshot> devices) implements EventData {

    public BatchDevicesMoved {
        devices = List.copyOf(devices);
    }

    @Override
    public String key() {
        return batch;
    }
}
