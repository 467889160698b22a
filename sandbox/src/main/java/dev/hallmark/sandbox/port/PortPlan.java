package dev.hallmark.sandbox.port;

import dev.hallmark.embedded.Ports;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which port each thing listens on. */
public record PortPlan(Map<Port, Integer> ports) {
    public PortPlan {
        ports = Map.copyOf(ports);
    }

    /** The usual ports, changed by the environment, changed by the command line. */
    public static PortPlan of(Map<String, String> environment, Map<Port, Integer> chosen) {
        var ports = new HashMap<Port, Integer>();
        for (var port : Port.all()) {
            var configured = environment.get(port.variable());
            var fallback = configured == null || configured.isBlank() ? port.usual() : parse(port, configured);
            ports.put(port, chosen.getOrDefault(port, fallback));
        }
        return new PortPlan(ports);
    }

    /** The same, but for these. */
    public PortPlan with(Map<Port, Integer> others) {
        var changed = new HashMap<>(ports);
        changed.putAll(others);
        return new PortPlan(changed);
    }

    public int of(Port port) {
        return ports.get(port);
    }

    public List<Port> inUse() {
        return Port.all().stream().filter(port -> !Ports.claim(of(port))).toList();
    }

    /** Names each port that is in use, with the settings that move it. */
    public String remedy(Collection<Port> inUse) {
        var text = new StringBuilder();
        for (var port : inUse) {
            text.append("port %d (%s) is in use: free it, or choose another with %s=<n> or %s=<n>%n"
                    .formatted(of(port), port.key(), port.option(), port.variable()));
        }
        return text.append("or let it choose: --free-ports").toString();
    }

    private static int parse(Port port, String configured) {
        try {
            return Integer.parseInt(configured.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(port.variable() + " is not a port number: " + configured, e);
        }
    }
}
