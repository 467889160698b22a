package dev.hallmark.commons.production;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an installation accepts in production that is refused there otherwise. */
@ConfigMapping(prefix = "hallmark.production")
interface ProductionSettings {

    /** Whether keys may be in a file ({@code hallmark.keys.provider=keystore}): for a small installation or a trial. */
    @WithDefault("false")
    boolean acceptKeystoreKeys();

    /** Whether events may travel unencrypted and unauthenticated: where something else protects the network. */
    @WithDefault("false")
    boolean acceptPlainKafka();
}
