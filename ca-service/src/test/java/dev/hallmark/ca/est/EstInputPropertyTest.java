package dev.hallmark.ca.est;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.ca.CaException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever stands in a header or a body, it is read or refused; nothing else ever happens. */
class EstInputPropertyTest {

    @Property(tries = 2000)
    void octetsInLinesOfAnyLengthComeBack(
            @ForAll @Size(min = 1, max = 300) byte[] octets, @ForAll("breaks") String lineBreak) {
        var lines = Base64.getEncoder().encodeToString(octets).replaceAll("(.{7})", "$1" + lineBreak);

        assertThat(EstEncoding.decode(lines.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(octets);
    }

    @Property(tries = 2000)
    void anyBodyIsReadOrRefused(@ForAll @Size(max = 300) byte[] body) {
        try {
            assertThat(EstEncoding.decode(body).length).isLessThanOrEqualTo(body.length);
        } catch (CaException refused) {
            assertThat(refused.code()).isEqualTo(CaException.Code.MALFORMED_REQUEST);
        }
    }

    @Property(tries = 3000)
    void anyAuthorizationIsReadOrRefused(@ForAll("authorizations") String authorization) {
        try {
            assertThat(EnrolmentTokens.token(authorization).length()).isLessThan(authorization.length());
        } catch (CaException refused) {
            assertThat(refused.code()).isEqualTo(CaException.Code.INVALID_TOKEN);
        }
    }

    @Provide
    Arbitrary<String> breaks() {
        return Arbitraries.of("", "\r\n", "\n", " ", "\t\r\n");
    }

    @Provide
    Arbitrary<String> authorizations() {
        return Arbitraries.of(
                        "Bearer",
                        "bearer ",
                        "Basic ",
                        "BASIC ",
                        " ",
                        "e30.e30.AA",
                        "am9iOmE=",
                        "Og==",
                        "=",
                        "é",
                        "\t",
                        ",",
                        "Digest ")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }
}
