package dev.hallmark.device.chip;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a chip needs to reconstruct the seed of one block of cells. It is public, and any change to it is detected.
 *
 * @param salt for the extraction of the seed
 * @param offset the enrolled response, added to a random codeword; bit {@code i} of the word is bit {@code i mod 8},
 *     from the least significant, of byte {@code i / 8}
 * @param tag authenticates the others under a key from the seed
 */
record HelperData(byte[] salt, byte[] offset, byte[] tag) {

    static final int SALT_BYTES = 16;
    static final int OFFSET_BYTES = 64;
    static final int TAG_BYTES = 32;
    static final int BYTES = SALT_BYTES + OFFSET_BYTES + TAG_BYTES;

    static HelperData parse(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "the helper data of a block has %d bytes, not %d".formatted(BYTES, bytes.length));
        }
        var rest = ByteBuffer.wrap(bytes);
        return new HelperData(take(rest, SALT_BYTES), take(rest, OFFSET_BYTES), take(rest, TAG_BYTES));
    }

    private static byte[] take(ByteBuffer rest, int count) {
        var part = new byte[count];
        rest.get(part);
        return part;
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES).put(salt).put(offset).put(tag).array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HelperData data && Arrays.equals(bytes(), data.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }

    @Override
    public String toString() {
        return "HelperData[" + HexFormat.of().formatHex(bytes()) + "]";
    }
}
