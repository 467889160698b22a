package dev.hallmark.keys.pkcs11;

import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyRingException;
import dev.hallmark.keys.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A token of a module. Its keys are made in it, sensitive and not extractable; it computes with them, and all that is here of
 * one is a handle.
 *
 * <p>A token has no lock between processes: whoever makes a key of one name in several processes at once does so under a
 * lock of its own, as ca-service does.
 */
public final class Pkcs11Token implements Store {

    private static final Set<KeyAlgorithm> ALGORITHMS =
            Set.of(KeyAlgorithm.ES256, KeyAlgorithm.ES384, KeyAlgorithm.RS256, KeyAlgorithm.AES256);

    /* A line that begins with two hyphens is the configuration itself, and not the name of its file. */
    private static final String CONFIGURATION =
            """
            --name=hallmark
            library=%s
            slotListIndex=%d
            attributes(generate,CKO_PRIVATE_KEY,*)={
              CKA_SENSITIVE=true
              CKA_EXTRACTABLE=false
              CKA_SIGN=true
            }
            attributes(generate,CKO_SECRET_KEY,CKK_AES)={
              CKA_SENSITIVE=true
              CKA_EXTRACTABLE=false
              CKA_ENCRYPT=true
              CKA_DECRYPT=true
            }
            """;

    private final Provider provider;
    private final char[] pin;
    private final ReentrantLock threads = new ReentrantLock();

    private Pkcs11Token(Provider provider, char[] pin) {
        this.provider = provider;
        this.pin = pin.clone();
    }

    /**
     * Opens a token.
     *
     * @param slotIndex where its slot is in the list of all slots of the library, from 0
     * @throws KeyRingException when there is no such library or token
     */
    public static Pkcs11Token open(Path library, int slotIndex, char[] pin) {
        try {
            var provider = Security.getProvider("SunPKCS11").configure(CONFIGURATION.formatted(library, slotIndex));
            return new Pkcs11Token(provider, pin);
        } catch (ProviderException | InvalidParameterException e) {
            throw new KeyRingException(
                    KeyRingException.Code.UNAVAILABLE,
                    "%s has no token in slot %d, or is no PKCS#11 library: see hallmark.keys.pkcs11.library and"
                                    .formatted(library, slotIndex)
                            + " hallmark.keys.pkcs11.slot-index",
                    e);
        }
    }

    @Override
    public Set<KeyAlgorithm> algorithms() {
        return ALGORITHMS;
    }

    @Override
    public KeyStore read() {
        try {
            var content = KeyStore.getInstance("PKCS11", provider);
            content.load(null, pin);
            return content;
        } catch (IOException | GeneralSecurityException | ProviderException e) {
            throw new KeyRingException(
                    KeyRingException.Code.UNAVAILABLE,
                    "the token cannot be opened: it is away, or hallmark.keys.pkcs11.pin is not its PIN",
                    e);
        }
    }

    /** What is added is in the token at once. */
    @Override
    public <T> T change(Change<T> change) {
        threads.lock();
        try {
            return change.apply(read());
        } catch (GeneralSecurityException | ProviderException e) {
            throw new KeyRingException(KeyRingException.Code.UNAVAILABLE, "the token cannot be written", e);
        } finally {
            threads.unlock();
        }
    }

    @Override
    public char[] password() {
        return null;
    }

    @Override
    public Optional<Provider> provider(KeyAlgorithm algorithm) {
        return Optional.of(provider);
    }
}
