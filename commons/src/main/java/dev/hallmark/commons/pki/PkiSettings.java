package dev.hallmark.commons.pki;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where issuers and CRLs are mirrored from. */
@ConfigMapping(prefix = "hallmark.pki")
interface PkiSettings {
    /** The base of the public PKI, such as {@code http://localhost:8083/pki/v1}; without it nothing is mirrored. */
    Optional<URI> url();

    /** How often to look for changes. */
    @WithDefault("10s")
    Duration refreshInterval();

    /** How soon to try again after a failure, and while there is no issuing authority yet. */
    @WithDefault("1s")
    Duration retryInterval();

    /** How long one request may take. */
    @WithDefault("5s")
    Duration timeout();
}
