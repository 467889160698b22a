package dev.hallmark.device.chip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** The 128 secret bits of one block of cells, or those of two, from which keys are derived. */
public final class Seed {

    static final int BYTES = 16;

    private static final byte[] SALT = "hallmark/puf-seed/v1".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;

    Seed(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("A seed has 16 bytes, not " + bytes.length);
        }
        this.bytes = bytes.clone();
    }

    private Seed(Seed first, Seed second) {
        this.bytes = ByteBuffer.allocate(2 * BYTES)
                .put(first.bytes)
                .put(second.bytes)
                .array();
    }

    /** Both seeds, concatenated, for keys that are stronger than one seed. */
    Seed and(Seed second) {
        return new Seed(this, second);
    }

    /** Extracts a uniform seed from the bits of a response, which are biased and partly revealed by the helper data. */
    static Seed extract(byte[] salt, BitSet response) {
        var bits = Arrays.copyOf(response.toByteArray(), HelperData.OFFSET_BYTES);
        var extract = HKDFParameterSpec.ofExtract().addSalt(salt).addIKM(bits).extractOnly();
        return new Seed(Arrays.copyOf(hkdf(extract), BYTES));
    }

    /** HKDF (RFC 5869) with SHA-256: {@code length} octets, different for each label. */
    byte[] derive(String label, int length) {
        var info = label.getBytes(StandardCharsets.US_ASCII);
        return hkdf(HKDFParameterSpec.ofExtract().addSalt(SALT).addIKM(bytes).thenExpand(info, length));
    }

    private static byte[] hkdf(HKDFParameterSpec parameters) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seed seed && MessageDigest.isEqual(bytes, seed.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Seed[hidden]";
    }
}
