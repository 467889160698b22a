package dev.hallmark.audit.checkpoint;

import dev.hallmark.audit.AuditException;
import dev.hallmark.commons.identity.TenantId;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what the service does not sign or cut off, since somebody has changed the trail or its statements. */
@ApplicationScoped
class TrailDamage {

    private final MeterRegistry meters;

    TrailDamage(MeterRegistry meters) {
        this.meters = meters;
    }

    /** To be thrown. */
    AuditException found(TenantId tenant, String what) {
        meters.counter("hallmark.audit.damaged", "tenant", tenant.name()).increment();
        return new AuditException(AuditException.Code.TRAIL_DAMAGED, what);
    }
}
