package dev.hallmark.events.audit.chain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over the UTF-8 of a text: what links records, and what links statements. */
public final class ChainHash {

    /** What stands in the place of the hash before the first one. */
    public static final String NONE = "0".repeat(64);

    private ChainHash() {}

    /** In lower-case hexadecimal, as {@code sha256sum} prints it. */
    public static String of(String text) {
        return HexFormat.of().formatHex(digest(text));
    }

    /** The octets of the hash. */
    public static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
