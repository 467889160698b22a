package dev.hallmark.ca.authority;

import dev.hallmark.keys.KeyAlgorithm;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How new authorities are made; what exists stays as it is. */
@ConfigMapping(prefix = "hallmark.ca.authority")
public interface AuthoritySettings {
    /** What new authorities sign by: ES256, ES384, EDDSA, RS256 or ML_DSA_65, of those that the key ring has. */
    @WithDefault("ES256")
    KeyAlgorithm algorithm();

    /** How long a new root lives. */
    @WithDefault("P7300D")
    Duration rootValidity();

    /** How long a new issuing authority lives. */
    @WithDefault("P3650D")
    Duration issuingValidity();

    /** Parts of an issuing authority's CRL: a device's verifier fetches one of them. */
    @WithDefault("8")
    @Min(1)
    @Max(1024)
    int crlShards();
}
