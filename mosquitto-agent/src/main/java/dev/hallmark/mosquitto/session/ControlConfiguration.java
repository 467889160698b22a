package dev.hallmark.mosquitto.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** The broker's control listener. */
@ConfigMapping(prefix = "hallmark.mosquitto.control")
interface ControlConfiguration {
    /** Where it listens. */
    @WithDefault("localhost")
    String host();

    /** Its port. */
    @WithDefault("18884")
    int port();

    /** PEM certificates that verify the broker's server certificate. */
    Path caFile();

    /** The agent's own certificate, PEM. */
    Path certificateFile();

    /** Its key, PEM, PKCS#8, not encrypted. */
    Path keyFile();

    /** How long a connection may take. */
    @WithDefault("5S")
    Duration timeout();

    /** How long the CRL that a revocation names is waited for before sessions are cut without it. */
    @WithDefault("2M")
    Duration crlPatience();

    /** Sessions cut at the same time. */
    @WithDefault("8")
    int atOnce();

    /**
     * When to cut again. Mosquitto keeps a TLS connection for up to 90 s before it insists on a CONNECT; whoever opened
     * one before the CRL was loaded may still become a session that long.
     */
    @WithDefault("100S")
    Duration againAfter();
}
