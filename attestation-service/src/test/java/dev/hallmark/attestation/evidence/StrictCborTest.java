package dev.hallmark.attestation.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.upokecenter.cbor.CBORObject;
import dev.hallmark.attestation.refusal.RefusalReason;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictCborTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | nothing",
                "a201010102 | duplicate keys",
                "a2010118010a | duplicate keys in two spellings",
                "a26161016161 02 | duplicate text keys",
                "9f01ff | an array of indefinite length",
                "bf0101ff | a map of indefinite length",
                "5f4101ff | octets of indefinite length",
                "7f6161ff | text of indefinite length",
                "0101 | two items",
                "c101 | a tag",
                "c249010000000000000000 | a bignum",
                "d81f01 | another tag",
                "5affffffff00 | a length that lies",
                "5bffffffffffffffff00 | a length beyond 63 bits",
                "5b7fffffffffffffff00 | a length beyond memory",
                "9affffffff | an array of four thousand million",
                "9bffffffffffffffff | an array of more",
                "baffffffff | a map of four thousand million",
                "81 | an array cut off",
                "a1 | a map cut off",
                "a101 | a map without its value",
                "a1410101 | octets for a key",
                "a1800101 | an array for a key",
                "a1f501 | true for a key",
                "61ff | text that is not UTF-8",
                "1c | a reserved length",
                "f8ff | a simple value",
                "e0 | another simple value",
                "ff | an end without a beginning"
            })
    void refuses(String hex, String why) {
        var octets = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThatThrownBy(() -> StrictCbor.read(octets)).as(why).isInstanceOf(EvidenceRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                "1bffffffffffffffff",
                "3903e7",
                "40",
                "60",
                "80",
                "a0",
                "a10102",
                "f6",
                "f97e00",
                "fb7ff0000000000000"
            })
    void takes(String hex) {
        assertThatCode(() -> StrictCbor.read(HexFormat.of().parseHex(hex))).doesNotThrowAnyException();
    }

    @Test
    void nestsEightDeepAndNoDeeper() throws Exception {
        assertThat(StrictCbor.read(nested(8))).isNotNull();
        assertThatThrownBy(() -> StrictCbor.read(nested(9))).isInstanceOf(EvidenceRefused.class);
        assertThatThrownBy(() -> StrictCbor.read(nested(16_000))).isInstanceOf(EvidenceRefused.class);
    }

    @Test
    void aTagIsTheOneAskedFor() throws Exception {
        var octets = HexFormat.of().parseHex("d28100");

        assertThat(StrictCbor.read(octets, 18).size()).isEqualTo(1);
        assertThatThrownBy(() -> StrictCbor.read(octets, 17)).isInstanceOf(EvidenceRefused.class);
        assertThatThrownBy(() -> StrictCbor.read(HexFormat.of().parseHex("8100"), 18))
                .isInstanceOf(EvidenceRefused.class);
        assertThatThrownBy(() -> StrictCbor.read(HexFormat.of().parseHex("d2d28100"), 18))
                .isInstanceOf(EvidenceRefused.class);
        assertThatThrownBy(() -> StrictCbor.read(new byte[0], 18)).isInstanceOf(EvidenceRefused.class);
    }

    @Property(tries = 5000)
    void anyOctetsAreAnItemOrRefused(@ForAll @Size(max = 40) byte[] octets) {
        try {
            assertThat(StrictCbor.read(octets)).isEqualTo(CBORObject.DecodeFromBytes(octets));
        } catch (EvidenceRefused refused) {
            assertThat(refused.reason()).isEqualTo(RefusalReason.MALFORMED);
        }
    }

    /** Heads of maps and arrays far more often than chance would bring them. */
    @Property(tries = 5000)
    void likelyOctetsAreAnItemOrRefused(@ForAll("likely") byte[] octets) {
        anyOctetsAreAnItemOrRefused(octets);
    }

    @Provide
    Arbitrary<byte[]> likely() {
        return Arbitraries.of(0x00, 0x01, 0x18, 0x20, 0x41, 0x61, 0x80, 0x81, 0x82, 0xa0, 0xa1, 0xa2, 0xd2, 0xf6, 0xfb)
                .map(Integer::byteValue)
                .array(Byte[].class)
                .ofMaxSize(30)
                .map(StrictCborTest::unboxed);
    }

    private static byte[] unboxed(Byte[] octets) {
        var bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = octets[i];
        }
        return bytes;
    }

    private static byte[] nested(int depth) {
        var octets = new byte[depth + 1];
        Arrays.fill(octets, (byte) 0x81);
        octets[depth] = 0;
        return octets;
    }
}
