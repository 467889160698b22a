package dev.hallmark.registry.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the header holds, it is a manifest or refused. */
class ManifestTest {

    private static final String KID = "k".repeat(43);
    private static final String HEADER =
            "{\"alg\":\"ES256\",\"typ\":\"hallmark-manifest+jws\",\"kid\":\"%s\"}".formatted(KID);
    private static final String DIGEST = "aB".repeat(32);

    @Test
    void aManifestSaysWhatItIsOf() {
        var manifest = Manifest.parse(jws(HEADER, "{\"sha256\":\"%s\",\"devices\":7,\"line\":3}".formatted(DIGEST)));

        assertThat(manifest.kid()).isEqualTo(KID);
        assertThat(manifest.devices()).isEqualTo(7);
        assertThat(manifest.sha256()).hasSize(32).containsOnly(0xab);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"devices\":1}|sha256",
                "{\"sha256\":7,\"devices\":1}|sha256",
                "{\"sha256\":\"D\"}|devices",
                "{\"sha256\":\"D\",\"devices\":\"1\"}|devices",
                "{\"sha256\":\"D\",\"devices\":-1}|devices",
                "{\"sha256\":\"D\",\"devices\":1e400}|devices",
                "{\"sha256\":\"D\",\"devices\":99999999999999999999}|devices",
                "{\"sha256\":\"D\",\"devices\":1,\"devices\":1}|distinct"
            })
    void whatIsMissingIsNamed(String payload, String named) {
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> Manifest.parse(jws(HEADER, payload.replace("\"D\"", '"' + DIGEST + '"'))))
                .withMessageContaining(named);
    }

    @Property(tries = 500)
    void anythingElseIsRefused(@ForAll("texts") String text) {
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> Manifest.parse(text))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(Refusal.INVALID_MANIFEST));
    }

    @Provide
    Arbitrary<String> texts() {
        var json = Arbitraries.of(
                "{", "}", "{}", "[]", "\"sha256\":", "\"typ\":\"hallmark-manifest+jws\"", ",", "null", "1e9", "\u0000");
        var part = json.list().ofMaxSize(8).map(pieces -> String.join("", pieces));
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(300),
                Combinators.combine(part, part).as(ManifestTest::jws),
                part.map(payload -> jws(HEADER, payload)));
    }

    private static String jws(String header, String payload) {
        return base64url(header) + "." + base64url(payload) + "." + base64url("x");
    }

    private static String base64url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
