package dev.hallmark.ca.crl;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long CRLs last. A broker with an expired CRL refuses every client. */
@ConfigMapping(prefix = "hallmark.ca.crl")
public interface CrlSettings {

    /** From thisUpdate to nextUpdate. */
    @WithDefault("P7D")
    Duration validity();

    /** The age at which a CRL is issued anew; at most half of the validity. */
    @WithDefault("P1D")
    Duration refreshAfter();
}
