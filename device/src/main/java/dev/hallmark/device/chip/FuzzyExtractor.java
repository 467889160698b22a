package dev.hallmark.device.chip;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reconstructs one seed from noisy readings, by the code-offset construction of Dodis, Reyzin and Smith ("Fuzzy
 * Extractors", §5.1), with helper data that is authenticated.
 */
final class FuzzyExtractor {

    private static final String TAG_LABEL = "hallmark/helper/v1|slot=";

    private FuzzyExtractor() {}

    /** The result of enrolment: the seed, which is not stored, and what is needed to reconstruct it. */
    record Enrolled(Seed seed, HelperData helperData) {}

    static Enrolled enrol(int slot, BitSet response, RandomGenerator random) {
        var salt = bytes(HelperData.SALT_BYTES, random);
        var codeword = BchCode.encode(BitSet.valueOf(bytes(BchCode.DATA / Byte.SIZE + 1, random)));
        var enrolled = response.get(0, BchCode.LENGTH);
        var offset = Arrays.copyOf(sum(enrolled, codeword).toByteArray(), HelperData.OFFSET_BYTES);
        var seed = Seed.extract(salt, enrolled);
        return new Enrolled(seed, new HelperData(salt, offset, tag(seed, slot, salt, offset)));
    }

    static Seed recover(int slot, BitSet reading, HelperData helper) throws ReconstructionFailedException {
        var offset = BitSet.valueOf(helper.offset());
        var word = sum(reading.get(0, BchCode.LENGTH), offset);
        // A word that cannot be decoded fails at the tag: one kind of failure, after the same work.
        var codeword = BchCode.decode(word).orElse(word);
        var seed = Seed.extract(helper.salt(), sum(codeword, offset));
        if (!MessageDigest.isEqual(tag(seed, slot, helper.salt(), helper.offset()), helper.tag())) {
            throw new ReconstructionFailedException();
        }
        return seed;
    }

    private static byte[] tag(Seed seed, int slot, byte[] salt, byte[] offset) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seed.derive(TAG_LABEL + slot, HelperData.TAG_BYTES), "HmacSHA256"));
            mac.update(salt);
            return mac.doFinal(offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BitSet sum(BitSet a, BitSet b) {
        var sum = (BitSet) a.clone();
        sum.xor(b);
        return sum;
    }

    private static byte[] bytes(int count, RandomGenerator random) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
