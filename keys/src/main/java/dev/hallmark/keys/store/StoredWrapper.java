package dev.hallmark.keys.store;

import static dev.hallmark.keys.KeyRingException.Code.UNAVAILABLE;
import static dev.hallmark.keys.KeyRingException.Code.WRONG_INPUT;

import dev.hallmark.keys.DataKey;
import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyRingException;
import dev.hallmark.keys.WrappedKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.GCMParameterSpec;

/** Wraps data keys with the keys of a store, and opens them. */
final class StoredWrapper {

    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;
    private static final Pattern WRAPPED = Pattern.compile("v([1-9][0-9]{0,8}):([A-Za-z0-9+/]{38,4096}={0,2})");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Store store;

    StoredWrapper(Store store) {
        this.store = store;
    }

    /** {@code v<version>:} and the base64 of nonce, ciphertext and tag; the key's id is authenticated with it. */
    WrappedKey wrap(StoredKey key, DataKey dataKey) {
        var nonce = new byte[NONCE_OCTETS];
        RANDOM.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(dataKey.material());
            var whole =
                    ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed);
            return new WrappedKey(
                    "v" + key.id().version() + ":" + Base64.getEncoder().encodeToString(whole.array()));
        } catch (GeneralSecurityException | ProviderException e) {
            throw new KeyRingException(UNAVAILABLE, key.id() + " cannot wrap", e);
        }
    }

    DataKey unwrap(StoredKey key, WrappedKey wrapped) {
        try {
            var matcher = WRAPPED.matcher(wrapped.text());
            if (!matcher.matches()) {
                throw notWrapped(null);
            }
            var whole = Base64.getDecoder().decode(matcher.group(2));
            var opened = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(whole, NONCE_OCTETS))
                    .doFinal(whole, NONCE_OCTETS, whole.length - NONCE_OCTETS);
            return DataKey.of(opened);
        } catch (BadPaddingException | IllegalBlockSizeException | IllegalArgumentException e) {
            throw notWrapped(e);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new KeyRingException(UNAVAILABLE, key.id() + " cannot unwrap", e);
        }
    }

    static int version(WrappedKey wrapped) {
        var matcher = WRAPPED.matcher(wrapped.text());
        if (!matcher.matches()) {
            throw notWrapped(null);
        }
        return Integer.parseInt(matcher.group(1));
    }

    private Cipher cipher(int mode, StoredKey key, byte[] nonce) throws GeneralSecurityException {
        var provider = store.provider(KeyAlgorithm.AES256);
        var cipher = provider.isPresent()
                ? Cipher.getInstance("AES/GCM/NoPadding", provider.get())
                : Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(key.id().toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private static KeyRingException notWrapped(Exception cause) {
        return new KeyRingException(WRONG_INPUT, "not a data key that this key has wrapped", cause);
    }
}
