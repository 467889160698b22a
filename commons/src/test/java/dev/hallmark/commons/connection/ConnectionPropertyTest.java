package dev.hallmark.commons.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Whatever is in the header, signed or not, the request is accepted or refused, and nothing else is thrown. */
class ConnectionPropertyTest {

    private static final Clock NOW = Clock.fixed(Instant.ofEpochSecond(1_772_366_400), ZoneOffset.UTC);
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final String URI = "/attestation/v1/challenges";
    private static final String HEADER = "{\"alg\":\"HS256\"}";

    private final ConnectionVerifier verifier = new ConnectionVerifier(
            "attestation-service",
            List.of(ConnectionSecret.parse(Base64.getEncoder().encodeToString(KEY))),
            NOW);

    @Property(tries = 2000)
    void anyTextIsRefused(@ForAll @StringLength(max = 200) String text) {
        assertThat(accepted(text)).isFalse();
    }

    @Property(tries = 2000)
    void signedClaimsAreAcceptedOnlyWhenComplete(@ForAll("claims") String claims) {
        if (accepted(ForgedToken.sign(HEADER, claims, KEY))) {
            assertThat(claims).contains("\"iss\"", "\"aud\"", "\"exp\"", "\"iat\"", "\"htm\"", "\"htu\"", "\"ip\"");
        }
    }

    @Property(tries = 2000)
    void aSignedCertificateOrBindingOfAnyOctetsIsReadOrRefused(
            @ForAll @Size(max = 200) byte[] octets, @ForAll boolean certificate) {
        var claim = certificate
                ? "\"x5c\":\"" + Base64.getEncoder().encodeToString(octets) + "\""
                : "\"cb\":\"" + Base64.getUrlEncoder().encodeToString(octets) + "\"";
        var token = ForgedToken.sign(HEADER, ForgedToken.claims(NOW, URI).replace("\"ip\"", claim + ",\"ip\""), KEY);

        assertThat(accepted(token)).isEqualTo(!certificate && octets.length == 32);
    }

    /** Good claims, of which some are left out and others have values that they should not have. */
    @Provide
    Arbitrary<String> claims() {
        var names = Arbitraries.of("iss", "aud", "iat", "exp", "htm", "htu", "ip", "cb", "x5c", "nbf");
        var values = Arbitraries.of(
                "0",
                "-1",
                "1772366400.5",
                "1e400",
                "99999999999999999999",
                "9223372036854775807",
                "null",
                "true",
                "\"\"",
                "[]",
                "{}",
                "[\"attestation-service\"]",
                "\"attestation-service\"",
                "\"\\u0000\"");
        var good = ForgedToken.claims(NOW, URI);
        return Combinators.combine(names, values)
                .as((name, value) -> good.replaceFirst(
                        "\"%s\":(\"[^\"]*\"|[0-9]+)".formatted(name),
                        "\"%s\":%s".formatted(name, value.replace("\\", "\\\\"))));
    }

    private boolean accepted(String token) {
        try {
            return !verifier.verify(List.of(token), "POST", URI).ip().isEmpty();
        } catch (InvalidConnectionException refused) {
            return false;
        }
    }
}
