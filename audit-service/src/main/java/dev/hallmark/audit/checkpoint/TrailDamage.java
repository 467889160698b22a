package dev.hallmark.audit.checkpoint;

import dev.hallmark.audit.AuditException;
import dev.hallmark.commons.identity.TenantId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Counts what the service does not sign or cut off, since somebody has changed the trail or its statements. */
@ApplicationScoped
class TrailDamage {

    private final MeterRegistry meters;

    TrailDamage(MeterRegistry meters) {
        this.meters = meters;
    }

    /** The counters exist before anything is found, since Prometheus sees no increase of one that begins with 1. */
    void start(@Observes StartupEvent event, @ConfigProperty(name = "hallmark.tenants") List<String> tenants) {
        tenants.stream().map(TenantId::of).forEach(tenant -> counter(tenant).increment(0));
    }

    /** To be thrown. */
    AuditException found(TenantId tenant, String what) {
        counter(tenant).increment();
        return new AuditException(AuditException.Code.TRAIL_DAMAGED, what);
    }

    private Counter counter(TenantId tenant) {
        return meters.counter("hallmark.audit.damaged", "tenant", tenant.name());
    }
}
