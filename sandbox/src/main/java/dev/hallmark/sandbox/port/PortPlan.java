package dev.hallmark.sandbox.port;

import dev.hallmark.embedded.Ports;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which port each thing listens on. */
public record PortPlan(Map<Port, Integer> ports) {
    private static final int NAMED = 3;

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

    /** Names the ports that are in use, and the settings that move them, in two lines however many there are. */
    public String remedy(List<Port> inUse) {
        var first = inUse.getFirst();
        var settings = "%s=<n> or %s=<n>,%nor let it choose: --free-ports".formatted(first.option(), first.variable());
        return inUse.size() == 1
                ? "port %s is in use: free it, or choose another with %s".formatted(shown(first), settings)
                : "ports %s are in use: free them, or choose others, as with %s".formatted(listed(inUse), settings);
    }

    private String listed(List<Port> inUse) {
        var named = inUse.stream().limit(NAMED).map(this::shown).collect(Collectors.joining(", "));
        return inUse.size() <= NAMED ? named : "%s and %d more".formatted(named, inUse.size() - NAMED);
    }

    private String shown(Port port) {
        return "%d (%s)".formatted(of(port), port.key());
    }

    private static int parse(Port port, String configured) {
        try {
            return Integer.parseInt(configured.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(port.variable() + " is not a port number: " + configured, e);
        }
    }
}
