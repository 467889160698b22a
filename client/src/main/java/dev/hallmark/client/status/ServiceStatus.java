package dev.hallmark.client.status;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a service is.
 *
 * @param service its name
 * @param ready whether it does its work
 * @param checks what it checks of itself
 */
public record ServiceStatus(String service, boolean ready, List<Check> checks) {

    public ServiceStatus {
        checks = List.copyOf(checks);
    }

    /**
     * One check.
     *
     * @param data what was found; empty for callers of all tenants but the platform's
     */
    public record Check(String name, boolean up, Map<String, String> data) {

        /** What is wrong, in a line. */
        public String problem() {
            return data.isEmpty()
                    ? name
                    : data.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(found -> found.getKey() + " " + found.getValue())
                            .collect(Collectors.joining(", ", name + ": ", ""));
        }

        /** Something that waits may be up: the last CRL is valid for days when none can be issued now. */
        boolean isWrong() {
            return !up || data.containsKey("waits-for");
        }
    }

    /** What is wrong now; what heals by itself is gone from here when it has. */
    public List<String> problems() {
        return checks.stream().filter(Check::isWrong).map(Check::problem).toList();
    }
}
