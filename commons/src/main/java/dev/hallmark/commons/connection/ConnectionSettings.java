package dev.hallmark.commons.connection;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** What a service needs to recognise the gateway's requests. */
@ConfigMapping(prefix = "hallmark.connection")
interface ConnectionSettings {
    /** The service's own name, as the gateway writes it into {@code aud}. */
    Optional<String> audience();

    /** Base64 of at least 32 octets each; two while a secret is being rotated. */
    Optional<List<String>> secrets();
}
