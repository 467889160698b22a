package dev.hallmark.commons.identity;

import java.io.ByteArrayOutputStream;

/** Writes a COSE_Key in deterministic CBOR (RFC 8949 §4.2.1); the caller puts labels in the order 1, 3, -1, -2, -3. */
final class CoseKeyWriter {

    static final int KEY_TYPE = 1;
    static final int ALGORITHM = 3;

    private static final int UNSIGNED = 0;
    private static final int NEGATIVE = 1 << 5;
    private static final int BYTE_STRING = 2 << 5;
    private static final int MAP = 5 << 5;
    private static final int ONE_OCTET = 24;
    private static final int TWO_OCTETS = 25;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    CoseKeyWriter(int parameters) {
        head(MAP, parameters);
    }

    CoseKeyWriter put(int label, int value) {
        number(label);
        number(value);
        return this;
    }

    CoseKeyWriter put(int label, byte[] value) {
        number(label);
        head(BYTE_STRING, value.length);
        out.writeBytes(value);
        return this;
    }

    byte[] octets() {
        return out.toByteArray();
    }

    private void number(int value) {
        head(value < 0 ? NEGATIVE : UNSIGNED, value < 0 ? -1 - value : value);
    }

    private void head(int majorType, int argument) {
        if (argument < ONE_OCTET) {
            out.write(majorType | argument);
        } else if (argument < 1 << Byte.SIZE) {
            out.write(majorType | ONE_OCTET);
            out.write(argument);
        } else {
            out.write(majorType | TWO_OCTETS);
            out.write(argument >> Byte.SIZE);
            out.write(argument);
        }
    }
}
