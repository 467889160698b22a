package dev.hallmark.device.chip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SiliconTest {

    private static final Silicon CHIP = new Silicon(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f"));

    /** A chip that changed with a release would be another device. The vectors are by Python and openssl. */
    @Test
    void aChipHasTheSameCellsForEver() {
        assertThat(cells(0, 25))
                .isEqualTo("44056fbbc99e2aa0f75a0ea0d996a228c88366493f5ce742801b863cf8164e4a"
                        + "5f788c40250c1884ffd9856f1219fda57966b7682a8535a4a999a0dfd6a0b801");
        assertThat(cells(7, 25))
                .isEqualTo("df13aa21790bb5a4413ad7644c12a31ad8656b7d414be0f80a8bdf7c59fa67b3"
                        + "966be123b3c14215b1957882f31ad79247e094a638e44ed37ddb3fa04c26165b");
        assertThat(cells(0, 125))
                .isEqualTo("24056fbbe99e2aa0f75a0ea0d9928228c98366493f5cefc2801b823cf8164e4a"
                        + "5f788c00258c5884ffd985ef1219fda57166976c2a8435a4a999a0dfd6a0f801");
    }

    private static String cells(int block, double temperature) {
        var bits = CHIP.block(block).read(new Conditions(0, temperature), new Random(1));
        return HexFormat.of().formatHex(Arrays.copyOf(bits.toByteArray(), 64));
    }

    @Test
    void noiseTurnsAsManyBitsAsItsRateSays() {
        // 51,200 cells: a deviation of 0.1 %
        assertThat(turned(Conditions.noise(0.06))).isBetween(0.055, 0.065);
    }

    @Test
    void aHundredDegreesTurnFourPercentOfTheBits() {
        assertThat(turned(new Conditions(0, 125))).isBetween(0.035, 0.045);
        assertThat(turned(new Conditions(0, -75))).isBetween(0.035, 0.045);
    }

    /** The share of bits that such conditions turn, over a block of each of a hundred chips. */
    private static double turned(Conditions conditions) {
        var turned = 0;
        for (var piece = 0; piece < 100; piece++) {
            var cells = Silicon.specimen(1, piece).block(5);
            var bits = cells.read(Conditions.noise(0), new Random(piece));
            bits.xor(cells.read(conditions, new Random(piece)));
            turned += bits.cardinality();
        }
        return turned / 51_200.0;
    }

    @Test
    void conditionsThatCannotBeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Conditions.noise(0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> Conditions.noise(-0.01));
        assertThatIllegalArgumentException().isThrownBy(() -> Conditions.noise(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Conditions(0.04, -274));
        assertThatIllegalArgumentException().isThrownBy(() -> new Conditions(0.04, Double.NaN));
    }
}
