package dev.hallmark.keys.store;

import dev.hallmark.keys.KeyAlgorithm;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.util.Optional;
import java.util.Set;

/** Where keys are kept, and who computes with them. */
public interface Store {

    Set<KeyAlgorithm> algorithms();

    /** The keys as they are now. */
    KeyStore read();

    /** Changes them, while nobody else does. */
    <T> T change(Change<T> change);

    /** What protects an entry; null where the whole is unlocked once. */
    char[] password();

    /** Who makes keys of an algorithm, and works with them; empty for whoever Java chooses. */
    Optional<Provider> provider(KeyAlgorithm algorithm);

    /** A private key in the form that its provider works best with. */
    default Key usable(Key secret) throws GeneralSecurityException {
        return secret;
    }

    /** A change of the keys. */
    interface Change<T> {
        T apply(KeyStore content) throws GeneralSecurityException;
    }
}
