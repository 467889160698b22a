package dev.hallmark.sandbox.component;

import dev.hallmark.sandbox.balancer.Balancer;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One of several processes behind the same ports: it gets connections while it is ready, as a pod does.
 *
 * @param ports which port of its own stands behind which balancer
 */
public record BalancedComponent(Component replica, Map<Balancer, Integer> ports) implements Component {
    public BalancedComponent {
        ports = Map.copyOf(ports);
    }

    @Override
    public String name() {
        return replica.name();
    }

    @Override
    public String address() {
        return replica.address();
    }

    @Override
    public Set<String> after() {
        return replica.after();
    }

    @Override
    public void start(Consumer<Running> spawned) throws IOException, InterruptedException {
        ports.forEach(Balancer::withdraw);
        replica.start(spawned);
        for (var port : ports.entrySet()) {
            port.getKey().admit(port.getValue());
        }
    }
}
