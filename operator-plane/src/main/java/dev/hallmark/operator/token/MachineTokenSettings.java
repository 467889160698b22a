package dev.hallmark.operator.token;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Tokens for programs that have no identity provider. */
@ConfigMapping(prefix = "hallmark.machine-tokens")
interface MachineTokenSettings {

    /** Where the audit-service publishes the keys that machine tokens are signed with; without it none is accepted. */
    Optional<URI> jwksUrl();
}
