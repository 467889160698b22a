package dev.hallmark.gateway.server;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits per address and in total. */
public interface LimitSettings {
    /** Maximum open connections. */
    @WithDefault("20000")
    int connections();

    /** Maximum open connections per address (an IPv6 /64 counts as one). */
    @WithDefault("2000")
    int connectionsPerAddress();

    /** Sustained requests per second and address (an IPv6 /64 counts as one). */
    @WithDefault("200")
    int requestsPerSecond();

    /** Burst of requests of one address above that rate. */
    @WithDefault("400")
    int burst();

    /** Maximum size of all headers of a request. */
    @WithDefault("16K")
    MemorySize headers();

    /** Maximum length of the request line. */
    @WithDefault("8K")
    MemorySize requestLine();

    /** Maximum time from the end of a request, or the handshake, to the end of the next request's headers. */
    @WithDefault("60s")
    Duration idle();

    /** Maximum duration of the TLS handshake. */
    @WithDefault("10s")
    Duration handshake();

    /** Maximum time from the end of a request's headers to the end of its body. */
    @WithDefault("15s")
    Duration body();

    BodySize bodySize();

    /** Maximum body sizes, by path. */
    interface BodySize {
        /** Maximum body size below {@code /attestation}. */
        @WithDefault("64K")
        MemorySize attestation();

        /** Maximum body size below {@code /.well-known/est}. */
        @WithDefault("64K")
        MemorySize est();

        /** Maximum body size below {@code /pki}. */
        @WithDefault("16K")
        MemorySize pki();

        /** Maximum body size below {@code /<tenant>/controller}. */
        @WithDefault("64K")
        MemorySize updates();
    }
}
