package dev.hallmark.registry.device;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Events;
import dev.hallmark.events.audit.AuditRecorded.Target;
import dev.hallmark.events.registry.DeviceMoved;
import dev.hallmark.events.registry.DeviceReEnrolled;
import dev.hallmark.events.registry.DeviceResumed;
import dev.hallmark.events.registry.DeviceRetired;
import dev.hallmark.events.registry.DeviceRevoked;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.events.registry.DeviceSuspended;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.operator.audit.AuditTrail;
import dev.hallmark.registry.timeline.Timeline;
import dev.hallmark.registry.timeline.TimelineEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What operators do to a device. */
@ApplicationScoped
public class DeviceService {

    private static final Logger LOG = Logger.getLogger(DeviceService.class);

    private final Pool pool;
    private final DeviceStore devices;
    private final Timeline timeline;
    private final Outbox outbox;
    private final Events events;
    private final AuditTrail audit;

    DeviceService(Pool pool, DeviceStore devices, Timeline timeline, Outbox outbox, Events events, AuditTrail audit) {
        this.pool = pool;
        this.devices = devices;
        this.timeline = timeline;
        this.outbox = outbox;
        this.events = events;
        this.audit = audit;
    }

    /** Carries out a command. Doing it again changes nothing and says so, and a caller may safely retry. */
    Uni<DeviceView> carryOut(LifecycleCommand command, TenantId tenant, String actor, DeviceId id, String reason) {
        var order = new LifecycleOrder(command, tenant, actor, reason, target -> audit.done(target, reason));
        return pool.withTransaction(transaction -> carryOut(transaction, order, id));
    }

    /** The same in the transaction of a caller; a device that is refused has changed nothing in it. */
    public Uni<DeviceView> carryOut(SqlConnection transaction, LifecycleOrder order, DeviceId id) {
        return devices.lock(transaction, order.tenant(), id).chain(device -> {
            var command = order.command();
            return command.isDone(device)
                    ? Uni.createFrom().item(device.view(Optional.of(command.notice(device))))
                    : change(transaction, order, device.after(command));
        });
    }

    private Uni<DeviceView> change(SqlConnection transaction, LifecycleOrder order, Device changed) {
        var id = changed.snapshot().deviceId();
        return save(transaction, order, changed, event(order.command(), changed.snapshot(), order.reason()))
                .chain(() -> devices.find(transaction, order.tenant(), id))
                .map(Device::view)
                .invoke(() -> LOG.infof(
                        "device %s device=%s tenant=%s actor=%s", order.command(), id, order.tenant(), order.actor()));
    }

    private Uni<Void> save(SqlConnection transaction, LifecycleOrder order, Device changed, DeviceMoved data) {
        var event = events.of(order.tenant(), order.actor(), data);
        var entry = TimelineEntry.of(event, changed.snapshot().deviceId(), data.reason(), facts(data));
        return devices.save(transaction, changed)
                .chain(() -> timeline.append(transaction, entry))
                .chain(() -> changed.isPublished()
                        ? outbox.append(transaction, event)
                        : Uni.createFrom().voidItem())
                .chain(() -> outbox.append(transaction, order.audit().apply(target(changed))));
    }

    private static Target target(Device device) {
        return new Target("device", device.snapshot().deviceId().hex());
    }

    private static Map<String, String> facts(DeviceMoved data) {
        return data instanceof DeviceReEnrolled(DeviceSnapshot device, String reason)
                ? Map.of("generation", String.valueOf(device.generation()))
                : Map.of();
    }

    private static DeviceMoved event(LifecycleCommand command, DeviceSnapshot device, String reason) {
        return switch (command) {
            case SUSPEND -> new DeviceSuspended(device, reason);
            case RESUME -> new DeviceResumed(device, reason);
            case RETIRE -> new DeviceRetired(device, reason);
            case RE_ENROL -> new DeviceReEnrolled(device, reason);
            case REVOKE -> new DeviceRevoked(device, reason);
            case TRANSFER -> throw new IllegalArgumentException("a transfer has no event yet");
        };
    }
}
