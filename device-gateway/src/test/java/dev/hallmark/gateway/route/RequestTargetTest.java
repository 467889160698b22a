package dev.hallmark.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.gateway.refusal.RefusedException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    @Test
    void segmentsStayUndecoded() {
        assertThat(RequestTarget.parse("/pki/v1/ocsp/MEU%2BAb%3D?x=%2F//..").segments())
                .containsExactly("pki", "v1", "ocsp", "MEU%2BAb%3D");
        assertThat(RequestTarget.parse("/pki/").segments()).containsExactly("pki", "");
    }

    @Test
    void theUriIsSentOnAsItIs() {
        assertThat(RequestTarget.parse("/pki/v1/ocsp/MEU%2BAb%3D?x=%2F//..").uri())
                .isEqualTo("/pki/v1/ocsp/MEU%2BAb%3D?x=%2F//..");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "*",
                "pki",
                "https://host/pki/v1",
                "//pki",
                "/pki//v1",
                "/pki/./v1",
                "/pki/../v1",
                "/pki/..",
                "/.",
                "/pki/%2e/v1",
                "/pki/%2E%2e/v1",
                "/pki/.%2e/v1",
                "/pki/a%2fb",
                "/pki/a%2Fb",
                "/pki/a%5cb",
                "/pki/a%5Cb",
                "/pki/a\\b",
                "/pki/a%00b",
                "/pki/a%0ab",
                "/pki/a%7Fb",
                "/pki/a%252fb",
                "/pki/a%3bb",
                "/pki/a;b=c",
                "/pki/..;/v1",
                "/pki/%",
                "/pki/%2",
                "/pki/%zz",
                "/pki/%u002e",
                "/pki/%c0%ae%c0%ae/v1",
                "/pki/%c3%a9",
                "/pki/é",
                "/pki/a b",
                "/pki/a\tb",
                "/pki/a#b",
                "/pki/v1?%",
                "/pki/v1?a=%00",
                "/pki/v1?a=<",
                "/pki/\u0660%\u0662e"
            })
    void whatTwoReadersCouldReadDifferentlyIsRefused(String uri) {
        assertThatThrownBy(() -> RequestTarget.parse(uri)).isInstanceOf(RefusedException.class);
    }

    @Property(tries = 20_000)
    void acceptedTargetsMeanTheSameDecodedNormalisedOrNot(@ForAll("hostile") String uri) {
        try {
            var segments = RequestTarget.parse(uri).segments();

            var path = URI.create("http://host" + uri).getRawPath();
            var decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            assertThat(URI.create("http://host" + path).normalize().getRawPath())
                    .isEqualTo(path);
            assertThat(decoded.split("/", -1)).hasSize(segments.size() + 1).doesNotContain(".", "..");
            assertThat(decoded).doesNotContain("\\", "\0", ";", "//");
        } catch (RefusedException refused) {
            assertThat(refused.refusal().status()).isEqualTo(400);
        }
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of(
                        "/", "a", "pki", ".", "..", "%2e", "%2F", "%5c", "%00", "%25", "%41", "%c3%a9", ";", "\\", "?",
                        "#", "%", "+", "=", "é", " ", "\0", "*")
                .list()
                .ofMaxSize(12)
                .map(parts -> "/" + String.join("", parts));
    }
}
