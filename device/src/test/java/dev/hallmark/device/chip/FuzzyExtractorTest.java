package dev.hallmark.device.chip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FuzzyExtractorTest {

    private static final int SLOT = 3;

    private final BitSet response = response(1);
    private final FuzzyExtractor.Enrolled enrolled = FuzzyExtractor.enrol(SLOT, response, new Random(2));

    private static BitSet response(long series) {
        return Silicon.specimen(series, 0).block(SLOT).read(Conditions.noise(0), new Random(series));
    }

    @Property(tries = 100)
    void upTo55WrongBitsGiveTheEnrolledSeed(@ForAll @IntRange(max = 55) int errors, @ForAll long seed)
            throws Exception {
        var reading = Noise.errors(response, errors, new Random(seed));

        assertThat(FuzzyExtractor.recover(SLOT, reading, enrolled.helperData())).isEqualTo(enrolled.seed());
    }

    @Property(tries = 300)
    void moreAreRefused(@ForAll @IntRange(min = 56, max = 511) int errors, @ForAll long seed) {
        assertRefused(SLOT, Noise.errors(response, errors, new Random(seed)), enrolled.helperData());
    }

    @Test
    void aReadingAsFarOffAsAnotherCodewordIsRefused() {
        var codeword = BchCode.encode(BitSet.valueOf(new long[] {1}));
        codeword.xor(response);

        assertRefused(SLOT, codeword, enrolled.helperData());
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x80, 0xff})
    void helperDataWithAnyByteChangedIsRefused(int change) {
        for (var i = 0; i < HelperData.BYTES; i++) {
            var tampered = enrolled.helperData().bytes();
            tampered[i] ^= (byte) change;

            assertRefused(SLOT, response, HelperData.parse(tampered));
        }
    }

    /** An attacker who adds a codeword to the offset leaves the decoder with the same errors as before. */
    @Test
    void anOffsetMovedByACodewordIsRefused() {
        var helper = enrolled.helperData();
        var offset = BchCode.encode(BitSet.valueOf(new long[] {5}));
        offset.xor(BitSet.valueOf(helper.offset()));
        var moved = Arrays.copyOf(offset.toByteArray(), HelperData.OFFSET_BYTES);

        assertRefused(SLOT, response, new HelperData(helper.salt(), moved, helper.tag()));
    }

    @Test
    void helperDataOfAnotherBlockOrChipIsRefused() {
        assertRefused(SLOT + 1, response, enrolled.helperData());
        assertRefused(SLOT, response(7), enrolled.helperData());
    }

    @Test
    void twoEnrolmentsOfTheSameCellsHaveNothingInCommon() {
        var other = FuzzyExtractor.enrol(SLOT, response, new Random(3));

        assertThat(other.seed()).isNotEqualTo(enrolled.seed());
        assertThat(other.helperData().offset())
                .isNotEqualTo(enrolled.helperData().offset());
        assertRefused(
                SLOT,
                response,
                new HelperData(
                        other.helperData().salt(),
                        enrolled.helperData().offset(),
                        enrolled.helperData().tag()));
    }

    private static void assertRefused(int slot, BitSet reading, HelperData helperData) {
        assertThatExceptionOfType(ReconstructionFailedException.class)
                .isThrownBy(() -> FuzzyExtractor.recover(slot, reading, helperData))
                .withMessage(
                        "the chip cannot reconstruct its seed: too much noise, or helper data that is not its own");
    }
}
