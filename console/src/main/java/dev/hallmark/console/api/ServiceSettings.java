package dev.hallmark.console.api;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Map;

/** Where the services' APIs are. */
@ConfigMapping(prefix = "hallmark.console")
public interface ServiceSettings {

    /** The base URL of each service by the name in its paths: {@code registry} for {@code /api/registry}. */
    Map<String, URI> services();
}
