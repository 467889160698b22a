package dev.hallmark.keys;

import io.smallrye.config.ConfigMapping;

/** Which key ring this process uses. There is no default: a wrong guess would create keys in the wrong place. */
@ConfigMapping(prefix = "hallmark.keys")
interface KeysSettings {

    /** The name of a {@link KeyRingProvider}: {@code vault}, {@code pkcs11}, or {@code keystore} for development. */
    String provider();
}
