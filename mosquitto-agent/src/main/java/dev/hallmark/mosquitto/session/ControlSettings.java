package dev.hallmark.mosquitto.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** The broker's control listener. */
@ConfigMapping(prefix = "hallmark.mosquitto.control")
interface ControlSettings {
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

    /** How long to wait for the CRL that a revocation names before sessions are cut without it. */
    @WithDefault("2M")
    Duration crlPatience();

    /** Sessions cut at the same time. */
    @WithDefault("8")
    int atOnce();

    /**
     * When to cut again. Mosquitto waits up to 90 s for a CONNECT on a TLS connection; one that was opened before the
     * CRL was loaded can still become a session until then.
     */
    @WithDefault("100S")
    Duration againAfter();
}
