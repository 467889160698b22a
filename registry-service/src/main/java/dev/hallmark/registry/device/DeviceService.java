package dev.hallmark.registry.device;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Events;
import dev.hallmark.events.outbox.Outbox;
import dev.hallmark.events.registry.DeviceRevoked;
import dev.hallmark.registry.timeline.Timeline;
import dev.hallmark.registry.timeline.TimelineEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What operators do to a device. */
@ApplicationScoped
class DeviceService {

    private static final Logger LOG = Logger.getLogger(DeviceService.class);

    private final Pool pool;
    private final DeviceRows devices;
    private final Timeline timeline;
    private final Outbox outbox;
    private final Events events;

    DeviceService(Pool pool, DeviceRows devices, Timeline timeline, Outbox outbox, Events events) {
        this.pool = pool;
        this.devices = devices;
        this.timeline = timeline;
        this.outbox = outbox;
        this.events = events;
    }

    /** Revokes a device, which is final. Revoking it again changes nothing, so a caller may safely retry. */
    Uni<Device> revoke(TenantId tenant, String actor, DeviceId id, String reason) {
        return pool.withTransaction(transaction -> devices.lock(transaction, tenant, id)
                .chain(device -> device.isDone(Move.REVOKE)
                        ? Uni.createFrom().item(device)
                        : revoke(transaction, tenant, actor, device.after(Move.REVOKE), reason)));
    }

    private Uni<Device> revoke(
            SqlConnection transaction, TenantId tenant, String actor, Device revoked, String reason) {
        var id = revoked.snapshot().deviceId();
        var event = events.of(tenant, actor, new DeviceRevoked(revoked.snapshot(), reason));
        return devices.save(transaction, revoked)
                .chain(() -> timeline.append(transaction, TimelineEntry.of(event, id, reason)))
                .chain(() -> revoked.isPublished()
                        ? outbox.append(transaction, event)
                        : Uni.createFrom().voidItem())
                .invoke(() -> LOG.infof("device revoked device=%s tenant=%s actor=%s", id, tenant, actor))
                .replaceWith(revoked);
    }
}
