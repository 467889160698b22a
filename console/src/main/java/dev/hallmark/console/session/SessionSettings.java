package dev.hallmark.console.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long people stay signed in. */
@ConfigMapping(prefix = "hallmark.console.session")
public interface SessionSettings {

    /** The key that encrypts the tokens of sessions: base64 of 32 random octets, the same for all replicas. */
    String key();

    /** Without a request for so long, a session ends. */
    @WithDefault("30m")
    Duration idle();

    /** A session ends after so long in any case. */
    @WithDefault("12h")
    Duration longest();

    /** Whether browsers send the cookie over HTTPS only; false is for plain HTTP on localhost. */
    @WithDefault("true")
    boolean secureCookie();
}
