package dev.hallmark.device.chip;

import dev.hallmark.device.identity.IdentityAlgorithm;
import dev.hallmark.device.identity.IdentityKey;
import dev.hallmark.device.identity.SeededKey;
import dev.hallmark.device.identity.SigningKey;
import java.math.BigInteger;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/**
 * The keys derived from a seed of a chip: one for each use, algorithm and owner, none of which reveals another.
 *
 * @param slot the block of the seed, or both blocks of two seeds, such as {@code 0+1}
 */
public record ChipKeys(Seed seed, String slot) {

    private static final BigInteger ORDER = CustomNamedCurves.getByName("P-256").getN();

    /** 64 bits more than the order has, so that the bias of the remainder is negligible (FIPS 186-5 §A.2.1). */
    private static final int P256_BYTES = 40;

    ChipKeys(Seed seed, int slot) {
        this(seed, Integer.toString(slot));
    }

    /** The keys derived from both seeds together. */
    ChipKeys and(ChipKeys second) {
        return new ChipKeys(seed.and(second.seed), slot + "+" + second.slot);
    }

    /**
     * Secret octets for a key.
     *
     * @param algorithm its name in JOSE
     * @param epoch counts the device's owners from 0
     * @param length 32 for {@code EdDSA} (the seed of RFC 8032) and for {@code ML-DSA} (the seed ξ of FIPS 204)
     */
    public byte[] material(KeyUse use, String algorithm, int epoch, int length) {
        var label = "hallmark/key/v1|slot=" + slot + "|use=" + use + "|alg=" + algorithm + "|epoch=" + epoch;
        return seed.derive(label, length);
    }

    public SigningKey es256(KeyUse use, int epoch) {
        var number = new BigInteger(1, material(use, "ES256", epoch, P256_BYTES));
        return SigningKey.of(number.mod(ORDER.subtract(BigInteger.ONE)).add(BigInteger.ONE));
    }

    /** The identity key, which stays the same for every owner, since its hash is the device's id. */
    public IdentityKey identity(IdentityAlgorithm algorithm) {
        return algorithm == IdentityAlgorithm.ES256
                ? es256(KeyUse.IDENTITY, 0)
                : SeededKey.of(algorithm, material(KeyUse.IDENTITY, algorithm.toString(), 0, SeededKey.SEED_BYTES));
    }
}
