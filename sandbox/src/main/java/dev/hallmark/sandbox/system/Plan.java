package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.port.PortPlan;

/**
 * How a sandbox is to run.
 *
 * @param replicas how many processes each service is, where it can be several
 */
public record Plan(PortPlan ports, int replicas) {
    public static final int MOST_REPLICAS = 4;

    public Plan {
        if (replicas < 1 || replicas > MOST_REPLICAS) {
            throw new IllegalArgumentException(
                    "--replicas is a number from 1 to " + MOST_REPLICAS + ", not " + replicas);
        }
    }
}
