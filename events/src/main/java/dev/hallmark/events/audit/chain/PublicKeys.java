package dev.hallmark.events.audit.chain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Public keys of checkpoints as PEM (RFC 7468 §13). */
public final class PublicKeys {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");
    private static final int LINE = 64;

    private PublicKeys() {}

    /** One key. */
    public static String pem(PublicKey key) {
        var lines = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(lines.encodeToString(key.getEncoded()));
    }

    /**
     * All keys in a text, one after the other.
     *
     * @throws IllegalArgumentException when there is none, or one that is not of ECDSA
     */
    public static List<PublicKey> read(String pem) {
        var keys = PEM.matcher(pem).results().map(PublicKeys::key).toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no public key in it; PEM with BEGIN PUBLIC KEY is accepted");
        }
        return keys;
    }

    private static PublicKey key(MatchResult found) {
        try {
            var der = Base64.getMimeDecoder().decode(found.group(1));
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a public key in it is not one of ECDSA", e);
        }
    }
}
