package dev.hallmark.device.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BchCodeTest {

    @Test
    void theGeneratorsAreThoseOfTheTextbooks() {
        // x⁹ + x⁴ + 1, in the octal digits of Lin and Costello's table for (511, 502)
        assertThat(GeneratorPolynomial.correcting(1).toLongArray()).containsExactly(01021L);
        assertThat(degree(GeneratorPolynomial.correcting(2))).isEqualTo(511 - 493);
        assertThat(degree(GeneratorPolynomial.correcting(10))).isEqualTo(511 - 421);
        assertThat(degree(GeneratorPolynomial.correcting(55))).isEqualTo(511 - 130);
    }

    private static int degree(BitSet polynomial) {
        return polynomial.length() - 1;
    }

    @Test
    void theGeneratorDividesWhatItMust() {
        var allOnes = new BitSet();
        allOnes.set(0, BchCode.LENGTH);

        assertThat(BchCode.isCodeword(allOnes)).isTrue();
        assertThat(BchCode.isCodeword(GeneratorPolynomial.correcting(55))).isTrue();
        assertThat(BchCode.isCodeword(GeneratorPolynomial.correcting(54))).isFalse();
    }

    @Property(tries = 100)
    void aCodewordCarriesItsDataAndDecodesToItself(@ForAll long seed) {
        var data = bits(BchCode.DATA, new Random(seed));

        var codeword = BchCode.encode(data);

        assertThat(codeword.get(BchCode.LENGTH - BchCode.DATA, BchCode.LENGTH)).isEqualTo(data);
        assertThat(BchCode.isCodeword(codeword)).isTrue();
        assertThat(BchCode.decode(codeword)).contains(codeword);
    }

    @Property(tries = 200)
    void upTo55ErrorsAreCorrected(@ForAll long seed, @ForAll @IntRange(max = BchCode.CORRECTABLE) int errors) {
        var random = new Random(seed);
        var codeword = BchCode.encode(bits(BchCode.DATA, random));

        assertThat(BchCode.decode(Noise.errors(codeword, errors, random))).contains(codeword);
    }

    @Property(tries = 200)
    void moreErrorsAreDetectedOrLeadToAnotherCodeword(
            @ForAll long seed, @ForAll @IntRange(min = 56, max = 255) int errors) {
        var random = new Random(seed);
        var codeword = BchCode.encode(bits(BchCode.DATA, random));

        var decoded = BchCode.decode(Noise.errors(codeword, errors, random));

        assertThat(decoded).satisfiesAnyOf(none -> assertThat(none).isEmpty(), other -> assertThat(other)
                .hasValueSatisfying(
                        word -> assertThat(word).isNotEqualTo(codeword).matches(BchCode::isCodeword)));
    }

    @Property(tries = 200)
    void whateverIsDecodedIsACodewordNearby(@ForAll long seed) {
        var word = bits(BchCode.LENGTH, new Random(seed));

        BchCode.decode(word).ifPresent(codeword -> {
            assertThat(BchCode.isCodeword(codeword)).isTrue();
            codeword.xor(word);
            assertThat(codeword.cardinality()).isLessThanOrEqualTo(BchCode.CORRECTABLE);
        });
    }

    private static BitSet bits(int count, Random random) {
        var bits = new BitSet(count);
        IntStream.range(0, count).forEach(i -> bits.set(i, random.nextBoolean()));
        return bits;
    }
}
