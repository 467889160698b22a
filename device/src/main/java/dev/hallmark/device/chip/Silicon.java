package dev.hallmark.device.chip;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cells of one simulated chip: 64 × 64 in 8 blocks, all derived from one random number.
 *
 * <p>A real chip has no such number, and its cells cannot be seen. Here it replaces physics: a chip has the same cells
 * tomorrow, on any machine and any Java, so the results of this class must never change.
 */
public final class Silicon {

    static final int SIDE = 64;
    static final int CELLS = SIDE * SIDE;
    static final int BLOCKS = CELLS / Cells.COUNT;
    static final int NUMBER_BYTES = 16;

    /** Per °C, so that 100 °C change 4 % of the bits. */
    private static final double DRIFT = StrictMath.tan(Math.PI * 0.04) / 100;

    private static final double UNIT = 0x1p-53;

    private final byte[] number;

    Silicon(byte[] number) {
        if (number.length != NUMBER_BYTES) {
            throw new IllegalArgumentException("a chip's number has 16 bytes, not " + number.length);
        }
        this.number = number.clone();
    }

    /** A new chip. */
    public static Silicon manufacture() {
        var number = new byte[NUMBER_BYTES];
        new SecureRandom().nextBytes(number);
        return new Silicon(number);
    }

    /** The same chip for the same numbers: for experiments, whose chips hold no secret. */
    public static Silicon specimen(long series, long piece) {
        return new Silicon(
                ByteBuffer.allocate(NUMBER_BYTES).putLong(series).putLong(piece).array());
    }

    Cells block(int index) {
        var uniform = stream(index);
        var cells = new Cells(new double[Cells.COUNT], new double[Cells.COUNT]);
        for (var i = 0; i < Cells.COUNT; i++) {
            // Box–Muller gives two independent normal numbers at a time.
            var radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(uniform)));
            var angle = 2 * Math.PI * uniform(uniform);
            cells.leaning()[i] = radius * StrictMath.cos(angle);
            cells.drift()[i] = DRIFT * radius * StrictMath.sin(angle);
        }
        return cells;
    }

    private static double uniform(ByteBuffer stream) {
        return (stream.getLong() >>> 11) * UNIT;
    }

    /** AES in counter mode, the chip's number its key: a generator that no release of Java changes. */
    private ByteBuffer stream(int block) {
        try {
            var counter = new byte[16];
            counter[0] = (byte) block;
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(number, "AES"), new IvParameterSpec(counter));
            return ByteBuffer.wrap(cipher.doFinal(new byte[2 * Long.BYTES * Cells.COUNT]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String hex() {
        return HexFormat.of().formatHex(number);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Silicon silicon && Arrays.equals(number, silicon.number);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(number);
    }

    @Override
    public String toString() {
        return "Silicon[hidden]";
    }
}
