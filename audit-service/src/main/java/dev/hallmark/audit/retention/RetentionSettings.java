package dev.hallmark.audit.retention;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Map;

/** For how long records are kept. */
@ConfigMapping(prefix = "hallmark.audit")
interface RetentionSettings {

    /** By tenant, such as P3650D; the records of a tenant that is not named are kept for good. */
    Map<String, Duration> retention();
}
