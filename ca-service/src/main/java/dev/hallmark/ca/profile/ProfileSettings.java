package dev.hallmark.ca.profile;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Issuance profiles by name; the one named {@code default} is always there. */
@ConfigMapping(prefix = "hallmark.ca.profile")
public interface ProfileSettings {

    @WithParentName
    Map<String, Settings> profiles();

    /** Durations are ISO 8601, such as {@code P90D} or {@code PT5M}. */
    interface Settings {

        /** From notBefore to notAfter: 5 minutes at least. */
        @WithDefault("P90D")
        Duration validity();

        /** How long before its end a certificate is renewed; a third of the validity unless given. */
        Optional<Duration> renewalWindow();

        /** How long a certificate is still good after a newer one of its device took over. */
        @WithDefault("PT1H")
        Duration grace();
    }
}
