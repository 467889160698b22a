package dev.hallmark.ca.est;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How devices reach EST. */
@ConfigMapping(prefix = "hallmark.est")
interface EstSettings {

    /** The tenant of requests that have neither a label nor a token nor a certificate, where there are several tenants. */
    Optional<String> defaultTenant();
}
