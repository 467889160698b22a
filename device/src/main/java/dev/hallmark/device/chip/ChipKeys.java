package dev.hallmark.device.chip;

import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.SigningKey;
import java.math.BigInteger;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/**
 * The keys that one seed of a chip gives: each for its own use, algorithm and owner, none a clue to another.
 *
 * @param slot the block that the seed is from
 */
public record ChipKeys(Seed seed, int slot) {

    private static final BigInteger ORDER = CustomNamedCurves.getByName("P-256").getN();

    /** 64 bits more than the order has, so that the remainder is as good as even (FIPS 186-5 §A.2.1). */
    private static final int P256_BYTES = 40;

    /**
     * Secret octets for a key.
     *
     * @param algorithm its name in JOSE
     * @param epoch counts the device's owners from 0
     * @param length 32 for {@code EdDSA} (the seed of RFC 8032) and for {@code ML-DSA-44} (the seed ξ of FIPS 204)
     */
    public byte[] material(KeyUse use, String algorithm, int epoch, int length) {
        var label = "hallmark/key/v1|slot=" + slot + "|use=" + use + "|alg=" + algorithm + "|epoch=" + epoch;
        return seed.derive(label, length);
    }

    public SigningKey es256(KeyUse use, int epoch) {
        var number = new BigInteger(1, material(use, "ES256", epoch, P256_BYTES));
        return SigningKey.of(number.mod(ORDER.subtract(BigInteger.ONE)).add(BigInteger.ONE));
    }

    /** The identity key outlives every owner, since its hash is the device; the operational key does not. */
    public DeviceKeys owned(int epoch) {
        return new DeviceKeys(es256(KeyUse.IDENTITY, 0), es256(KeyUse.OPERATIONAL, epoch));
    }
}
