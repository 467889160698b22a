package dev.hallmark.ca.testing;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Events;
import dev.hallmark.events.registry.DeviceMoved;
import dev.hallmark.events.registry.DeviceReEnrolled;
import dev.hallmark.events.registry.DeviceResumed;
import dev.hallmark.events.registry.DeviceRetired;
import dev.hallmark.events.registry.DeviceRevoked;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.events.registry.DeviceSuspended;
import dev.hallmark.events.registry.Standing;
import jakarta.enterprise.context.ApplicationScoped;

/** What the registry tells of devices. */
@ApplicationScoped
public class Moves {

    private static final String REASON = "because";

    private final Events events;

    public Moves(Events events) {
        this.events = events;
    }

    public void suspend(TestDevice device, long version) {
        send(new DeviceSuspended(snapshot(device, Standing.SUSPENDED, 1, version), REASON));
    }

    public void resume(TestDevice device, long version) {
        send(new DeviceResumed(snapshot(device, Standing.ACTIVE, 1, version), REASON));
    }

    public void retire(TestDevice device, long version) {
        send(new DeviceRetired(snapshot(device, Standing.RETIRED, 1, version), REASON));
    }

    public void reEnrol(TestDevice device, int generation, long version) {
        send(new DeviceReEnrolled(snapshot(device, Standing.ACTIVE, generation, version), REASON));
    }

    public void revoke(TestDevice device, long version) {
        send(new DeviceRevoked(snapshot(device, Standing.REVOKED, 1, version), REASON));
    }

    private void send(DeviceMoved moved) {
        EventBus.send(events.of(TenantId.of("default"), "an operator", moved));
    }

    private static DeviceSnapshot snapshot(TestDevice device, Standing standing, int generation, long version) {
        return new DeviceSnapshot(device.id(), "b-1", "p-1", null, null, null, null, standing, generation, version);
    }
}
