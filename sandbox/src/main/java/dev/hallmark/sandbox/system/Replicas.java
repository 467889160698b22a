package dev.hallmark.sandbox.system;

import dev.hallmark.embedded.Ports;
import dev.hallmark.sandbox.port.Port;
import dev.hallmark.sandbox.port.PortPlan;
import dev.hallmark.sandbox.services.Service;
import dev.hallmark.sandbox.services.Services;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The processes of each service: one that listens on the published ports itself, or several behind them. */
final class Replicas {
    private final Map<Service, List<Replica>> all = new LinkedHashMap<>();

    private Replicas() {}

    /** So many of each service that can be several, on ports that nobody uses. */
    static Replicas of(int count, PortPlan published) throws IOException {
        var replicas = new Replicas();
        var used = new HashSet<>(published.ports().values());
        for (var service : Services.all()) {
            replicas.all.put(
                    service,
                    count == 1 || !service.replicated()
                            ? List.of(new Replica(service, service.name(), published))
                            : several(service, count, published, used));
        }
        return replicas;
    }

    List<Replica> of(Service service) {
        return all.get(service);
    }

    List<Replica> all() {
        return all.values().stream().flatMap(List::stream).toList();
    }

    /** The same names, with each service's as those of its processes. */
    Set<String> named(Set<String> components) {
        var names = new HashSet<>(components);
        all.forEach((service, replicas) -> {
            if (names.remove(service.name())) {
                replicas.forEach(replica -> names.add(replica.name()));
            }
        });
        return names;
    }

    private static List<Replica> several(Service service, int count, PortPlan published, Set<Integer> used)
            throws IOException {
        var replicas = new ArrayList<Replica>();
        for (int number = 1; number <= count; number++) {
            var own = new HashMap<Port, Integer>();
            for (var port : Port.published(service)) {
                own.put(port, free(used));
            }
            own.put(Port.management(service), free(used));
            replicas.add(new Replica(service, service.name() + "-" + number, published.with(own)));
        }
        return replicas;
    }

    private static int free(Set<Integer> used) throws IOException {
        int port;
        do {
            port = Ports.free();
        } while (!used.add(port));
        return port;
    }
}
