package dev.hallmark.registry.imports;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 chained from row to row, so that it can be stored after any row and continued from there. */
final class RowDigest {

    /** Of no rows at all. */
    static final byte[] START = new byte[32];

    private final MessageDigest sha256;
    private byte[] value = START;

    RowDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void add(ImportRow row) {
        sha256.update(value);
        var text =
                switch (row) {
                    case ImportRow.Good good -> good.device().toString();
                    case ImportRow.Bad bad -> bad.reason();
                };
        value = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] value() {
        return value.clone();
    }

    boolean is(byte[] other) {
        return MessageDigest.isEqual(value, other);
    }
}
