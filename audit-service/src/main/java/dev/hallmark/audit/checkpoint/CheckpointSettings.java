package dev.hallmark.audit.checkpoint;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the trail is signed. */
@ConfigMapping(prefix = "hallmark.audit.checkpoint")
interface CheckpointSettings {

    /** For how long a checkpoint is the last one: then the next is made. */
    @WithDefault("PT1H")
    Duration every();
}
