package dev.hallmark.policy.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How devices wait for the end of their onboarding. */
@ConfigMapping(prefix = "hallmark.policy.waiting")
interface WaitingConfiguration {

    /** The longest that a request is held. */
    @WithDefault("5S")
    Duration longest();

    /** How often this replica reads what the others have committed: one query for all waiting requests. */
    @WithDefault("100ms")
    Duration poll();

    /** Requests held at the same time; further ones are answered at once. */
    @WithDefault("10000")
    int most();

    /** How long a device that waited without an answer is asked to wait before it asks again. */
    @WithDefault("1S")
    Duration retryAfter();
}
