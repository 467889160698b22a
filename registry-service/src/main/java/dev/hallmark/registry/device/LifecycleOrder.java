package dev.hallmark.registry.device;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Event;
import dev.hallmark.events.audit.AuditRecorded.Target;
import java.util.function.Function;

/**
 * A command, by whom and why.
 *
 * @param audit makes the record of a device that was changed
 */
public record LifecycleOrder(
        LifecycleCommand command, TenantId tenant, String actor, String reason, Function<Target, Event> audit) {}
