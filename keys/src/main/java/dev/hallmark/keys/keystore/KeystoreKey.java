package dev.hallmark.keys.keystore;

import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyName;
import java.security.Key;
import java.security.PublicKey;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key as it was read from the file.
 *
 * @param secret the private or the wrapping key
 * @param publicKey of a signing key only
 */
record KeystoreKey(KeyId id, KeyAlgorithm algorithm, Key secret, Optional<PublicKey> publicKey) {

    /* An alias is <name>.v<version>; names have no full stop. */
    private static final Pattern ALIAS = Pattern.compile("([a-z0-9-]+)\\.v([0-9]+)");

    static String alias(KeyId id) {
        return id.name() + ".v" + id.version();
    }

    static KeyId id(String alias) {
        var matcher = ALIAS.matcher(alias);
        if (!matcher.matches()) {
            throw new IllegalStateException("an entry that is not one of ours: " + alias);
        }
        return new KeyId(new KeyName(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return "KeystoreKey[" + id + ", " + algorithm + "]";
    }
}
