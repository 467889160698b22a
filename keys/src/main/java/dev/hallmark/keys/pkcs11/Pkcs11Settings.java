package dev.hallmark.keys.pkcs11;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Which token of a hardware security module has the keys, for the provider {@code pkcs11}. */
@ConfigMapping(prefix = "hallmark.keys.pkcs11")
interface Pkcs11Settings {

    /** The module's PKCS#11 library, such as /usr/lib/softhsm/libsofthsm2.so. */
    Optional<Path> library();

    /** Where the token's slot is in the module's list of all its slots, from 0. */
    @WithDefault("0")
    int slotIndex();

    /** The user's PIN of the token. */
    Optional<String> pin();
}
