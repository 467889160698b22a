package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.port.PortPlan;
import dev.hallmark.sandbox.services.Service;

/**
 * One process of a service.
 *
 * @param name the service's own when it is the only one, else numbered from 1
 * @param ports all ports as this process sees them: where it listens itself, and where others are published
 */
record Replica(Service service, String name, PortPlan ports) {}
