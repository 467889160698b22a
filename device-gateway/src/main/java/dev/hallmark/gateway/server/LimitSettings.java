package dev.hallmark.gateway.server;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What one client, and all together, may take. */
public interface LimitSettings {
    @WithDefault("20000")
    int connections();

    @WithDefault("2000")
    int connectionsPerAddress();

    /** Requests a second of one address in the long run (an IPv6 /64 counts as one). */
    @WithDefault("200")
    int requestsPerSecond();

    @WithDefault("400")
    int burst();

    @WithDefault("16K")
    MemorySize headers();

    @WithDefault("8K")
    MemorySize requestLine();

    /** From the end of a request, or the handshake, to the end of the next request's headers. */
    @WithDefault("60s")
    Duration idle();

    @WithDefault("10s")
    Duration handshake();

    /** From a request's headers to the end of its body. */
    @WithDefault("15s")
    Duration body();

    BodySize bodySize();

    /** Largest bodies, by path. */
    interface BodySize {
        @WithDefault("64K")
        MemorySize attestation();

        @WithDefault("64K")
        MemorySize est();

        @WithDefault("16K")
        MemorySize pki();

        @WithDefault("64K")
        MemorySize updates();
    }
}
