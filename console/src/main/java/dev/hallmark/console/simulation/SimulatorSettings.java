package dev.hallmark.console.simulation;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where simulated devices onboard. Without all three settings the console offers none. */
@ConfigMapping(prefix = "hallmark.console.simulator")
public interface SimulatorSettings {

    /** The device gateway, as {@code https://host:port}. */
    Optional<URI> gateway();

    /** A PEM file: the authorities that may have issued the gateway's server certificate. */
    Optional<Path> serverCa();

    /** Where the memory of simulated devices, with their keys, is kept for a day. */
    Optional<Path> directory();
}
