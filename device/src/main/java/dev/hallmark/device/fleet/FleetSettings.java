package dev.hallmark.device.fleet;

import java.net.URI;

/**
 * What firmware knows from the factory: where the gateway is, and which authority issued its certificate.
 *
 * @param serverAuthorities PEM
 */
public record FleetSettings(URI gateway, String tenant, String serverAuthorities) {}
