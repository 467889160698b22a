package dev.hallmark.device.fleet;

import java.net.URI;

/**
 * What firmware knows from the factory: where the gateway is, and whose certificate it may show.
 *
 * @param serverAuthorities PEM
 */
public record FleetSettings(URI gateway, String tenant, String serverAuthorities) {}
