package dev.hallmark.policy.policy;

import dev.hallmark.commons.identity.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** The devices of a policy, which the package of certificates counts. */
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
