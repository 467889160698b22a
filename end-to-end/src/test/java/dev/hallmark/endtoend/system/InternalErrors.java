package dev.hallmark.endtoend.system;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How often each process has answered 500 to anybody since it was started, by its own count. */
public final class InternalErrors {

    private static final List<String> SERVICES = List.of("registry", "attestation", "ca", "policy");
    private static final Pattern REQUESTS = Pattern.compile("(?m)^http_server_requests_seconds_count\\{(.*)} (\\S+)$");

    private InternalErrors() {}

    /** By process and operation; empty when there was none. */
    public static Map<String, Double> of(Sandbox sandbox) {
        var errors = new TreeMap<String, Double>();
        for (var service : SERVICES) {
            for (var process : sandbox.replicas(service)) {
                REQUESTS.matcher(metrics(sandbox, process))
                        .results()
                        .filter(count -> count.group(1).contains("status=\"500\""))
                        .forEach(count -> errors.put(process + " " + count.group(1), Double.valueOf(count.group(2))));
            }
        }
        return errors;
    }

    private static String metrics(Sandbox sandbox, String process) {
        var metrics = sandbox.metrics(process);
        if (!REQUESTS.matcher(metrics).find()) {
            throw new IllegalStateException(process + " counts no requests:\n" + metrics);
        }
        return metrics;
    }
}
