package dev.hallmark.attestation.challenge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
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

    Limits limits();

    /** How many challenges are issued; each replica counts for itself. */
    interface Limits {

        /** Challenges a second of one address in the long run (an IPv6 /64 counts as one). */
        @WithDefault("200")
        @Min(1)
        int perAddress();

        /** Challenges of one address at once. */
        @WithDefault("400")
        @Min(1)
        int addressBurst();

        /** Challenges a second of one address for one key, registered or not. */
        @WithDefault("2")
        @Min(1)
        int perKey();

        /** Challenges of one address for one key at once. */
        @WithDefault("30")
        @Min(1)
        int keyBurst();
    }
}
