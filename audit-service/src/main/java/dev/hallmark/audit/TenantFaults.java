package dev.hallmark.audit;

import dev.hallmark.commons.identity.TenantId;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/** Why a recurring work could not be done, by tenant: in a health check, and in the log once as long as it lasts. */
public final class TenantFaults {

    private static final Logger LOG = Logger.getLogger(TenantFaults.class);

    private final String consequence;
    private final Map<String, String> faults = new ConcurrentHashMap<>();

    /** @param consequence such as {@code "no checkpoint"} */
    public TenantFaults(String consequence) {
        this.consequence = consequence;
    }

    public void found(TenantId tenant, Throwable fault) {
        var message = String.valueOf(fault.getMessage());
        if (!message.equals(faults.put(tenant.name(), message))) {
            LOG.errorf("%s, the next attempt follows tenant=%s: %s", consequence, tenant, fault);
        }
    }

    public void mended(TenantId tenant) {
        faults.remove(tenant.name());
    }

    /** Up without faults, else down with each tenant's. */
    public HealthCheckResponse response(String name) {
        var response = HealthCheckResponse.named(name).status(faults.isEmpty());
        new TreeMap<>(faults).forEach(response::withData);
        return response.build();
    }
}
