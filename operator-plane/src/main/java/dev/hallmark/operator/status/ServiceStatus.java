package dev.hallmark.operator.status;

import java.util.List;
import java.util.Map;

/**
 * How a service is.
 *
 * @param service its name, such as {@code registry-service}
 * @param ready whether it does its work
 * @param checks what it checks of itself; what heals by itself is among them, and does not make it unready
 */
public record ServiceStatus(String service, boolean ready, List<Check> checks) {

    public ServiceStatus {
        checks = List.copyOf(checks);
    }

    /**
     * One check.
     *
     * @param name of what is checked
     * @param up whether it is as it should be
     * @param data what was found; empty for callers of all tenants but the platform's, as it belongs to no tenant
     */
    public record Check(String name, boolean up, Map<String, String> data) {

        public Check {
            data = Map.copyOf(data);
        }
    }
}
