package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.port.Port;
import dev.hallmark.sandbox.port.PortPlan;
import java.util.List;
import java.util.Optional;

/**
 * How a sandbox is to run.
 *
 * @param replicas how many processes each service is, where it can be several
 * @param keys where the services keep their keys; empty for where this home has them already
 * @param keycloak whether people sign in with a Keycloak, which then runs beside the services
 */
public record Plan(PortPlan ports, int replicas, Optional<KeyRingKind> keys, boolean keycloak) {
    public static final int MOST_REPLICAS = 4;

    public Plan {
        if (replicas < 1 || replicas > MOST_REPLICAS) {
            throw new IllegalArgumentException(
                    "--replicas is a number from 1 to " + MOST_REPLICAS + ", not " + replicas);
        }
    }

    /** Those of its ports that something listens on already. */
    List<Port> inUse() {
        return ports.inUse().stream()
                .filter(port -> keycloak || !port.equals(Port.KEYCLOAK))
                .toList();
    }
}
