package dev.hallmark.messaging.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "hallmark.outbox")
interface OutboxConfig {

    /** How long the relay waits before it reads again, unless the last page was full; 10 ms to 10 s. */
    @WithDefault("50ms")
    Duration poll();

    /** How long the inbox remembers an event: longer than Kafka keeps it. */
    @WithDefault("14D")
    Duration remembered();
}
