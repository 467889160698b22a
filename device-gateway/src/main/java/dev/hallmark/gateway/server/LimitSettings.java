package dev.hallmark.gateway.server;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What one client, and all together, may take. */
public interface LimitSettings {
    /** Most connections at once. */
    @WithDefault("20000")
    int connections();

    /** Most connections of one address at once (an IPv6 /64 counts as one). */
    @WithDefault("2000")
    int connectionsPerAddress();

    /** Requests a second of one address in the long run (an IPv6 /64 counts as one). */
    @WithDefault("200")
    int requestsPerSecond();

    /** Requests of one address in a burst, above its rate. */
    @WithDefault("400")
    int burst();

    /** Largest headers of a request, together. */
    @WithDefault("16K")
    MemorySize headers();

    /** Longest request line. */
    @WithDefault("8K")
    MemorySize requestLine();

    /** From the end of a request, or the handshake, to the end of the next request's headers. */
    @WithDefault("60s")
    Duration idle();

    /** Longest TLS handshake. */
    @WithDefault("10s")
    Duration handshake();

    /** From a request's headers to the end of its body. */
    @WithDefault("15s")
    Duration body();

    BodySize bodySize();

    /** Largest bodies, by path. */
    interface BodySize {
        /** Largest body below {@code /attestation}. */
        @WithDefault("64K")
        MemorySize attestation();

        /** Largest body below {@code /.well-known/est}. */
        @WithDefault("64K")
        MemorySize est();

        /** Largest body below {@code /pki}. */
        @WithDefault("16K")
        MemorySize pki();

        /** Largest body below {@code /<tenant>/controller}. */
        @WithDefault("64K")
        MemorySize updates();
    }
}
