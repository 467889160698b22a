package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.home.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the services of a sandbox keep their keys: what {@code hallmark.keys.provider} is set to. */
public enum KeyRingKind {
    /** An encrypted file for each service. */
    KEYSTORE,
    /** A token of SoftHSM. */
    PKCS11,
    /** The Vault that the environment names. */
    VAULT;

    /** By the name that the command line has for it. */
    public static KeyRingKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--keys is one of %s, not %s"
                        .formatted(
                                Arrays.stream(values())
                                        .map(KeyRingKind::toString)
                                        .collect(Collectors.joining(", ")),
                                name)));
    }

    /**
     * What this home uses: the keys of its authorities are where they were made.
     *
     * @throws IllegalArgumentException when another kind is asked for than the home was begun with
     */
    static KeyRingKind of(Home home, Optional<KeyRingKind> asked) throws IOException {
        var file = home.keys();
        if (!Files.exists(file)) {
            var kind = asked.orElse(KEYSTORE);
            OwnerOnly.write(file, kind + "\n");
            return kind;
        }
        var begun = named(Files.readString(file).strip());
        if (asked.isPresent() && asked.get() != begun) {
            throw new IllegalArgumentException(
                    "the keys of this sandbox are in %s, not in %s; ./hallmark reset begins another"
                            .formatted(begun, asked.get()));
        }
        return begun;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
