package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.balancer.Balancer;
import dev.hallmark.sandbox.component.BalancedComponent;
import dev.hallmark.sandbox.component.Component;
import dev.hallmark.sandbox.port.Port;
import dev.hallmark.sandbox.port.PortPlan;
import dev.hallmark.sandbox.services.Services;
import java.util.HashMap;
import java.util.Map;

/** The published ports of services that are several processes. In a cluster these are Kubernetes' Services. */
final class Balancers implements AutoCloseable {
    private final Map<Port, Balancer> balancers = new HashMap<>();

    Balancers(Replicas replicas, PortPlan published) {
        for (var service : Services.all()) {
            if (replicas.of(service).size() > 1) {
                Port.published(service).forEach(port -> balancers.put(port, new Balancer(published.of(port))));
            }
        }
    }

    /** The replica's process, which gets connections while it is ready. */
    Component behind(Replica replica, Component process) {
        var ports = new HashMap<Balancer, Integer>();
        for (var port : Port.published(replica.service())) {
            if (balancers.containsKey(port)) {
                ports.put(balancers.get(port), replica.ports().of(port));
            }
        }
        return ports.isEmpty() ? process : new BalancedComponent(process, ports);
    }

    @Override
    public void close() {
        balancers.values().forEach(Balancer::close);
    }
}
