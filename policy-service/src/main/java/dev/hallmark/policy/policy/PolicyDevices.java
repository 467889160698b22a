package dev.hallmark.policy.policy;

import dev.hallmark.commons.identity.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** Who is under a policy; told by who keeps the certificates. */
public interface PolicyDevices {

    /**
     * Devices and their certificates, those that are not revoked.
     *
     * @param devices how many, by standing
     */
    record Count(Map<String, Long> devices, long certificates) {
        public Count {
            devices = Map.copyOf(devices);
        }
    }

    Uni<Count> under(TenantId tenant, PolicyId policy);
}
