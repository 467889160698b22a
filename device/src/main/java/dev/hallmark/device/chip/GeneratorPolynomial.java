package dev.hallmark.device.chip;

import java.util.BitSet;
import java.util.stream.IntStream;

/** The generator polynomials of binary BCH codes of length 511, over GF(2⁹) by x⁹ + x⁴ + 1. */
final class GeneratorPolynomial {

    static final int PRIMITIVE = 0x211;
    private static final int FIELD = 512;
    private static final int ORDER = FIELD - 1;

    private GeneratorPolynomial() {}

    /** The least common multiple of the minimal polynomials of α¹ to α²ᵗ; bit i is the coefficient of xⁱ. */
    static BitSet correcting(int errors) {
        var zeros = new BitSet(ORDER);
        for (var power = 1; power <= 2 * errors; power++) {
            // Over GF(2) a zero's square is a zero too.
            for (var zero = power; !zeros.get(zero); zero = 2 * zero % ORDER) {
                zeros.set(zero);
            }
        }
        return product(zeros);
    }

    /** The product of all x − αⁱ. */
    private static BitSet product(BitSet powers) {
        var product = new int[powers.cardinality() + 1];
        product[0] = 1;
        powers.stream().map(GeneratorPolynomial::alpha).forEach(zero -> multiply(product, zero));
        return IntStream.range(0, product.length)
                .filter(i -> product[i] == 1)
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    private static void multiply(int[] polynomial, int zero) {
        for (var i = polynomial.length - 1; i > 0; i--) {
            polynomial[i] = polynomial[i - 1] ^ multiply(polynomial[i], zero);
        }
        polynomial[0] = multiply(polynomial[0], zero);
    }

    private static int alpha(int power) {
        var value = 1;
        for (var i = 0; i < power; i++) {
            value = multiply(value, 2);
        }
        return value;
    }

    private static int multiply(int a, int b) {
        var product = 0;
        for (int left = a, right = b; right != 0; right >>= 1) {
            product ^= (right & 1) * left;
            left = left < FIELD / 2 ? left << 1 : left << 1 ^ PRIMITIVE;
        }
        return product;
    }
}
