package dev.hallmark.attestation.evidence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What evidence is looked at. */
@ConfigMapping(prefix = "hallmark.evidence")
interface EvidenceConfig {

    /** Octets of evidence; more is refused before the nonce is touched. */
    @WithDefault("16384")
    @Min(1024)
    @Max(65536)
    int largest();
}
