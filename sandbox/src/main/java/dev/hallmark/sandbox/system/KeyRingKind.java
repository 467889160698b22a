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
        var begun = begun(home);
        if (begun.isPresent() && asked.isPresent() && asked.get() != begun.get()) {
            throw new IllegalArgumentException(
                    "the keys of this sandbox are in %s, not in %s; ./hallmark reset begins another"
                            .formatted(begun.get(), asked.get()));
        }
        return begun.or(() -> asked).orElse(KEYSTORE);
    }

    /** Once it is certain that it can be used here. */
    void remember(Home home) throws IOException {
        OwnerOnly.write(home.keys(), this + "\n");
    }

    /** A home of before there was a choice has keystores, and does not say so. */
    private static Optional<KeyRingKind> begun(Home home) throws IOException {
        if (Files.exists(home.keys())) {
            return Optional.of(named(Files.readString(home.keys()).strip()));
        }
        return Files.exists(KeyRingSettings.keystore(home, "ca")) ? Optional.of(KEYSTORE) : Optional.empty();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
