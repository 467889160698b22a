package dev.hallmark.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.gateway.refusal.RefusedException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AbsoluteFormTest {
    private static final AbsoluteForm PLAIN = new AbsoluteForm("http", List.of());
    private static final AbsoluteForm TLS = new AbsoluteForm("https", List.of("Gateway.example", "[2001:db8::1]"));

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8880/pki/v1/issuers?a=b, localhost:8880, /pki/v1/issuers?a=b",
        "HTTP://LOCALHOST:8880/pki/v1, localhost:8880, /pki/v1",
        "http://localhost/pki/v1, localhost:80, /pki/v1",
        "http://localhost:/pki/v1, localhost, /pki/v1",
        "http://[::1]:8880/pki/v1, [::1]:8880, /pki/v1",
        "http://device_gateway/pki/v1, device_gateway, /pki/v1",
        "http://localhost, localhost, /",
        "http://localhost?a, localhost, /?a",
        "http://localhost//pki, localhost, //pki",
        "http://localhost/a?b=http://c, localhost, /a?b=http://c"
    })
    void whatHostSaysTooIsLeftInOriginForm(String target, String host, String expected) {
        assertThat(PLAIN.toOrigin(target, Optional.of(host))).isEqualTo(expected);
    }

    /** HTTP/1.0 has none; the target then says alone what a Host in origin form would. */
    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8880/pki/v1", "http://localhost/pki/v1"})
    void withoutAHostTheTargetIsEnough(String target) {
        assertThat(PLAIN.toOrigin(target, Optional.empty())).isEqualTo("/pki/v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pki/v1", "/http://localhost/pki", "*", "localhost:8880", "pki", "", "http:/pki", "://x/"})
    void anotherFormIsLeftAsItIs(String target) {
        assertThat(PLAIN.toOrigin(target, Optional.of("localhost"))).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil/pki/v1",
                "http://localhost.evil/pki/v1",
                "http://localhost:8881/pki/v1",
                "http://localhost/pki/v1",
                "http://localhost:08880/pki/v1",
                "http://localhost:8880@evil/pki/v1",
                "http://user@localhost:8880/pki/v1",
                "http://user:password@localhost:8880/pki/v1",
                "http://localhost%3a8880/pki/v1",
                "http://localhost:8880\\@evil/pki/v1",
                "http://localhost:8880#@evil/pki/v1",
                "http:///pki/v1",
                "http://:8880/pki/v1",
                "http://localhost:port/pki/v1",
                "http://local host:8880/pki/v1",
                "https://localhost:8880/pki/v1",
                "ftp://localhost:8880/pki/v1",
                "file:///etc/passwd",
                "ws://localhost:8880/pki/v1"
            })
    void whatIsNotOursIsRefused(String target) {
        assertThatThrownBy(() -> PLAIN.toOrigin(target, Optional.of("localhost:8880")))
                .isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost, evil", "user@localhost", "local host", "localhost/", "http://localhost"})
    void aHostThatIsNoneRefusesTheTarget(String host) {
        assertThatThrownBy(() -> PLAIN.toOrigin("http://localhost/pki/v1", Optional.of(host)))
                .isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @CsvSource({"gateway.EXAMPLE", "gateway.example:8443", "[2001:DB8::1]:443"})
    void aPublicHostIsServed(String host) {
        assertThat(TLS.toOrigin("https://" + host + "/connection/v1", Optional.of(host)))
                .isEqualTo("/connection/v1");
    }

    @ParameterizedTest
    @CsvSource({"evil", "gateway.example.", "sub.gateway.example", "127.0.0.1"})
    void anotherHostIsNotServedEvenWhenHostSaysTheSame(String host) {
        assertThatThrownBy(() -> TLS.toOrigin("https://" + host + "/connection/v1", Optional.of(host)))
                .isInstanceOf(RefusedException.class);
    }

    @Property(tries = 20_000)
    void acceptedTargetsNameOurHostAndEndWithWhatIsForwarded(@ForAll("hostile") String target) {
        try {
            var origin = PLAIN.toOrigin(target, Optional.of("localhost:8880"));

            if (!origin.equals(target)) {
                assertThat(origin).startsWith("/");
                assertThat(target.toLowerCase(Locale.ROOT)).startsWith("http://localhost:8880");
                assertThat(target).endsWith(origin.equals("/") ? "" : origin.substring(1));
            }
        } catch (RefusedException refused) {
            assertThat(refused.refusal().status()).isEqualTo(400);
        }
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of(
                        "http://",
                        "https://",
                        "HTTP://",
                        "localhost",
                        ":8880",
                        ":",
                        "@",
                        "/",
                        "//",
                        "?",
                        "#",
                        "\\",
                        "evil",
                        "%40",
                        ".",
                        "[",
                        "]",
                        "pki",
                        " ",
                        "\0",
                        "é")
                .list()
                .ofMaxSize(10)
                .map(parts -> String.join("", parts));
    }
}
