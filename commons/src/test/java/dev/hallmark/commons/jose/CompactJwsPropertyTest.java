package dev.hallmark.commons.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Whatever text comes in, it is read in the only way there is or refused, and nothing else is thrown. */
class CompactJwsPropertyTest {

    private static final String GOOD = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UifQ.DtEhU3ljbEg8L38VWAfUAg";

    @Property(tries = 3000)
    void anyTextIsRefused(@ForAll @StringLength(max = 200) String text) {
        assertThatThrownBy(() -> CompactJws.parse(text)).isInstanceOf(InvalidJwsException.class);
    }

    @Property(tries = 3000)
    void aSpoiledOneIsReadAsWrittenOrRefused(
            @ForAll @IntRange(max = 10_000) int place, @ForAll char character, @ForAll boolean inserted) {
        int at = place % GOOD.length();
        readAsWrittenOrRefused(GOOD.substring(0, at) + character + GOOD.substring(inserted ? at : at + 1));
    }

    @Property(tries = 3000)
    void headersAndClaimsOfAnyKindAreReadAsWrittenOrRefused(
            @ForAll("json") String header, @ForAll("json") String claims) {
        readAsWrittenOrRefused(encode(header) + "." + encode(claims) + ".AAAA");
    }

    /** One text for one meaning: what was parsed, written again, is what came. */
    private static void readAsWrittenOrRefused(String text) {
        try {
            var jws = CompactJws.parse(text);
            var input = new String(jws.signingInput(), StandardCharsets.US_ASCII);
            var signature = Base64.getUrlEncoder().withoutPadding().encodeToString(jws.signature());
            assertThat(input + "." + signature).isEqualTo(text);
            assertThat(jws.header().has("crit")).isFalse();
        } catch (InvalidJwsException refused) {
            assertThat(refused).hasMessageNotContaining(text);
        }
    }

    @Provide
    Arbitrary<String> json() {
        var names = Arbitraries.of("alg", "kid", "crit", "jwk", "x5c", "b64", "exp", "\\u0061lg", "", "\u0000");
        var values = Arbitraries.of(
                "1",
                "-0",
                "1e999",
                "null",
                "true",
                "\"ES256\"",
                "\"\\ud800\"",
                "[",
                "]",
                "{}",
                "[[[[]]]]",
                "\"",
                "NaN");
        return Combinators.combine(names, values)
                .as("\"%s\":%s"::formatted)
                .list()
                .ofMaxSize(6)
                .map(members -> "{" + String.join(",", members) + "}");
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
