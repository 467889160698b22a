package dev.hallmark.commons.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactJwsTest {

    /** RFC 7515 appendix A.3, an ES256 signature. */
    private static final String RFC_7515 = "eyJhbGciOiJFUzI1NiJ9"
            + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
            + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    @Test
    void readsTheExampleOfTheStandard() throws Exception {
        var jws = CompactJws.parse(RFC_7515);

        assertThat(CompactJws.text(jws.header(), "alg")).isEqualTo("ES256");
        assertThat(CompactJws.text(jws.payload(), "iss")).isEqualTo("joe");
        assertThat(jws.signature()).hasSize(64);
        assertThat(new String(jws.signingInput(), StandardCharsets.US_ASCII))
                .isEqualTo(RFC_7515.substring(0, RFC_7515.lastIndexOf('.')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"ES256\",\"alg\":\"none\"}",
                "{\"alg\":\"ES256\",\"crit\":[\"exp\"]}",
                "{\"alg\":\"ES256\",\"jwk\":{}}",
                "{\"alg\":\"ES256\",\"x5c\":[]}",
                "[]",
                "{} {}",
                "",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}}}}}}}}"
            })
    void refusesHeadersThatAreNotPlain(String header) {
        assertThatThrownBy(() -> CompactJws.parse(encode(header) + "." + encode("{}") + ".AA"))
                .isInstanceOf(InvalidJwsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a.b", "a.b.c.d", "..", "e30=.e30.AA", "e30.e30.AB", "e31.e30.AA", "e30.e30.A A"})
    void refusesTextThatIsNoCompactJws(String text) {
        assertThatThrownBy(() -> CompactJws.parse(text)).isInstanceOf(InvalidJwsException.class);
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
