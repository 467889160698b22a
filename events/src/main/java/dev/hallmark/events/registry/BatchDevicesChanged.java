package dev.hallmark.events.registry;

import dev.hallmark.events.EventData;
import java.util.List;

/**
 * An import has changed what is known of these devices, such as their serials.
 *
 * @param batch the id of their batch
 * @param devices at most {@link BatchDevicesAdded#MOST}
 */
public record BatchDevicesChanged(String batch, List<DeviceSnapshot> devices) implements EventData {

    public BatchDevicesChanged {
        devices = List.copyOf(devices);
    }

    @Override
    public String key() {
        return batch;
    }
}
