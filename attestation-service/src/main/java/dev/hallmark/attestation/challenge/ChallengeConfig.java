package dev.hallmark.attestation.challenge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What a challenge is like. */
@ConfigMapping(prefix = "hallmark.challenge")
public interface ChallengeConfig {

    /** How long a nonce lives. */
    @WithDefault("60s")
    @DurationMin(seconds = 10)
    @DurationMax(seconds = 300)
    Duration lifetime();

    /** The URI that evidence must name as its audience; a deployment of its own has one of its own. */
    @WithDefault("urn:hallmark:attestation")
    String audience();
}
