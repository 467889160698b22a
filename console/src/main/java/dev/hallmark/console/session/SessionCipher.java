package dev.hallmark.console.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts what belongs to one browser: it opens for no other, wherever it is copied to. */
@ApplicationScoped
public class SessionCipher {

    private static final int KEY_OCTETS = 32;
    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;
    private final ObjectMapper json;

    SessionCipher(SessionSettings settings, ObjectMapper json) {
        this.key = key(settings.key());
        this.json = json;
    }

    /** @param owner who it belongs to: without the same octets it does not open */
    public byte[] seal(byte[] owner, Object content) {
        var nonce = new byte[NONCE_OCTETS];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, owner, nonce).doFinal(json.writeValueAsBytes(content));
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws GeneralSecurityException when it was encrypted with another key or for another owner */
    public <T> T open(byte[] owner, byte[] content, Class<T> type) throws GeneralSecurityException {
        if (content.length < NONCE_OCTETS) {
            throw new GeneralSecurityException("too short");
        }
        var nonce = Arrays.copyOf(content, NONCE_OCTETS);
        var plain =
                cipher(Cipher.DECRYPT_MODE, owner, nonce).doFinal(content, NONCE_OCTETS, content.length - NONCE_OCTETS);
        try {
            return json.readValue(plain, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Cipher cipher(int mode, byte[] owner, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner);
        return cipher;
    }

    private static SecretKey key(String text) {
        try {
            var octets = Base64.getDecoder().decode(text);
            if (octets.length == KEY_OCTETS) {
                return new SecretKeySpec(octets, "AES");
            }
        } catch (IllegalArgumentException e) {
            // Not base64: refused below like any other that is none.
        }
        throw new IllegalStateException("hallmark.console.session.key: the base64 of 32 random octets is accepted");
    }
}
