package dev.hallmark.registry.manifest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Which files need a manifest, and where they are stored until they are verified. */
@ConfigMapping(prefix = "hallmark.registry")
public interface ManifestSettings {

    /** Whether files that may register devices come with a manifest: {@code optional} or {@code required}. */
    @WithDefault("optional")
    Demand manifest();

    Map<String, OfTenant> tenant();

    /** Where uploads with a manifest wait: a folder that can be written to; the system's temporary one unless given. */
    Optional<Path> spoolDirectory();

    /** Of one tenant. */
    interface OfTenant {

        /** The same for one tenant. */
        Demand manifest();
    }

    /** What is asked of a file. */
    enum Demand {
        OPTIONAL,
        REQUIRED
    }
}
