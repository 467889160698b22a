package dev.hallmark.sandbox.system;

import dev.hallmark.embedded.Ports;
import dev.hallmark.sandbox.port.Port;
import dev.hallmark.sandbox.port.PortPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The processes of each service: one that listens on the published ports itself, or several behind them. */
final class Replicas {
    private final Map<Service, List<Replica>> all = new EnumMap<>(Service.class);

    private Replicas() {}

    /** So many of each service that can be several, on ports that nobody uses. */
    static Replicas of(int count, PortPlan published) throws IOException {
        var replicas = new Replicas();
        var taken = new HashSet<>(published.ports().values());
        for (var service : Service.values()) {
            replicas.all.put(
                    service,
                    count == 1 || !service.isReplicated()
                            ? List.of(new Replica(service, service.component(), published))
                            : several(service, count, published, taken));
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
            if (names.remove(service.component())) {
                replicas.forEach(replica -> names.add(replica.name()));
            }
        });
        return names;
    }

    private static List<Replica> several(Service service, int count, PortPlan published, Set<Integer> taken)
            throws IOException {
        var replicas = new ArrayList<Replica>();
        for (int number = 1; number <= count; number++) {
            var own = new EnumMap<Port, Integer>(Port.class);
            for (var port : service.ports()) {
                own.put(port, free(taken));
            }
            replicas.add(new Replica(service, service.component() + "-" + number, published.with(own)));
        }
        return replicas;
    }

    private static int free(Set<Integer> taken) throws IOException {
        int port;
        do {
            port = Ports.free();
        } while (!taken.add(port));
        return port;
    }
}
