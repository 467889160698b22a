package dev.hallmark.keys.vault;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * How the provider {@code vault} uses a Transit engine of Vault or OpenBao. Where the server is, where its engine is mounted
 * and how to sign in there are settings of the Quarkus extension, {@code quarkus.vault.*}.
 */
@ConfigMapping(prefix = "hallmark.keys.vault")
interface VaultSettings {

    /**
     * How many messages go to Vault in one call: those that come while a call for the same key is on its way wait for the
     * next. 1 sends each by itself, at once.
     */
    @WithDefault("100")
    @Min(1)
    @Max(1000)
    int batchSize();
}
