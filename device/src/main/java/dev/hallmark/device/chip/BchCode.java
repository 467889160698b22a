package dev.hallmark.device.chip;

import com.google.zxing.common.reedsolomon.GenericGF;
import com.google.zxing.common.reedsolomon.ReedSolomonDecoder;
import com.google.zxing.common.reedsolomon.ReedSolomonException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The binary BCH code (511, 130), which corrects any 55 errors.
 *
 * <p>Its codewords are those of a Reed–Solomon code over GF(2⁹) whose symbols all happen to be bits, so that a decoder
 * of Reed–Solomon codes decodes it. Bit {@code i} of a word is the coefficient of xⁱ.
 */
final class BchCode {

    static final int LENGTH = 511;
    static final int DATA = 130;
    static final int CORRECTABLE = 55;

    private static final int CHECK = LENGTH - DATA;
    private static final GenericGF FIELD = new GenericGF(GeneratorPolynomial.PRIMITIVE, LENGTH + 1, 1);

    /** The generator polynomial times x⁰, x¹, ... x¹²⁹. */
    private static final List<BitSet> MULTIPLES = multiples(GeneratorPolynomial.correcting(CORRECTABLE));

    private BchCode() {}

    private static List<BitSet> multiples(BitSet generator) {
        return IntStream.range(0, DATA).mapToObj(i -> shifted(generator, i)).toList();
    }

    /** The codeword whose highest 130 bits these are. */
    static BitSet encode(BitSet data) {
        var word = shifted(data.get(0, DATA), CHECK);
        word.or(remainder(word));
        return word;
    }

    static boolean isCodeword(BitSet word) {
        return word.length() <= LENGTH && remainder(word).isEmpty();
    }

    /** The codeword that differs from this word in 55 bits at most, if there is one. */
    static Optional<BitSet> decode(BitSet word) {
        // ZXing wants the coefficient of the highest power first.
        var symbols = IntStream.range(0, LENGTH)
                .map(i -> word.get(LENGTH - 1 - i) ? 1 : 0)
                .toArray();
        try {
            new ReedSolomonDecoder(FIELD).decode(symbols, 2 * CORRECTABLE);
        } catch (ReedSolomonException e) {
            return Optional.empty();
        }
        return bits(symbols).filter(BchCode::isCodeword);
    }

    /** Far from all our codewords the decoder may find one of the larger code, with symbols that are not bits. */
    private static Optional<BitSet> bits(int[] symbols) {
        var word = new BitSet(LENGTH);
        for (var i = 0; i < LENGTH; i++) {
            if (symbols[i] > 1) {
                return Optional.empty();
            }
            word.set(LENGTH - 1 - i, symbols[i] == 1);
        }
        return Optional.of(word);
    }

    private static BitSet remainder(BitSet word) {
        var rest = (BitSet) word.clone();
        for (var top = rest.length() - 1; top >= CHECK; top = rest.length() - 1) {
            rest.xor(MULTIPLES.get(top - CHECK));
        }
        return rest;
    }

    private static BitSet shifted(BitSet word, int places) {
        return word.stream().map(i -> i + places).collect(BitSet::new, BitSet::set, BitSet::or);
    }
}
