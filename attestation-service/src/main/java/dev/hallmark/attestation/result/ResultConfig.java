package dev.hallmark.attestation.result;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What results say, and how long a replica signs them with one key. */
@ConfigMapping(prefix = "hallmark.result")
public interface ResultConfig {

    /** The kinds of root of trust that count as hardware; any other, or none, is software. */
    @WithDefault("puf,qdid,secure-element,tpm,dice,tee")
    Set<String> hardwareRootsOfTrust();

    /** How long a signing key signs. */
    @WithDefault("1h")
    @DurationMin(minutes = 1)
    @DurationMax(days = 1)
    Duration keyLifetime();
}
