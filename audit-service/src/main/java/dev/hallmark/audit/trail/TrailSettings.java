package dev.hallmark.audit.trail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** What of the device plane is recorded. */
@ConfigMapping(prefix = "hallmark.audit.trail")
interface TrailSettings {

    /** Refused attestations that each replica records per tenant and minute; it counts the others. */
    @WithDefault("60")
    @Min(1)
    int refusedAttestationsPerMinute();
}
