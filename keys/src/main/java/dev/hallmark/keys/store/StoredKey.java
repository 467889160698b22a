package dev.hallmark.keys.store;

import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyName;
import java.security.Key;
import java.security.PublicKey;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key as a key store has it.
 *
 * @param secret the private or the wrapping key; of a token only a handle
 * @param publicKey of a signing key only
 */
record StoredKey(KeyId id, KeyAlgorithm algorithm, Key secret, Optional<PublicKey> publicKey) {

    /* An alias is <name>.v<version>; names have no full stop. */
    private static final Pattern ALIAS = Pattern.compile("([a-z0-9][a-z0-9-]{0,99})\\.v([1-9][0-9]{0,8})");

    static String alias(KeyId id) {
        return id.name() + ".v" + id.version();
    }

    /** Empty for an entry that is not one of ours. */
    static Optional<KeyId> id(String alias) {
        return Optional.of(ALIAS.matcher(alias))
                .filter(found -> found.matches())
                .map(found -> new KeyId(new KeyName(found.group(1)), Integer.parseInt(found.group(2))));
    }

    @Override
    public String toString() {
        return "StoredKey[" + id + ", " + algorithm + "]";
    }
}
