package dev.hallmark.commons.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
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

class DerTextTest {

    private static final byte[] OCTETS = "some octets, enough of them that base64 needs more than one line of it"
            .getBytes(StandardCharsets.US_ASCII);
    private static final String LINES =
            Base64.getMimeEncoder(32, new byte[] {'\n'}).encodeToString(OCTETS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "%s\n",
                "\r\n\t %s \r\n\r\n",
                "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n",
                "\n-----BEGIN PUBLIC KEY----- \n\n%s\n-----END PUBLIC KEY----- \n\n",
                "-----BEGIN PUBLIC KEY-----%s-----END PUBLIC KEY-----"
            })
    void armourAndLineBreaksAreRemoved(String form) throws InvalidDerTextException {
        var text = form.formatted(LINES);

        assertThat(DerText.PUBLIC_KEY.decode(text)).isEqualTo(OCTETS);
        assertThat(DerText.PUBLIC_KEY.decode(text.replace("\n", "\r\n"))).isEqualTo(OCTETS);
        assertThat(DerText.PUBLIC_KEY.decode(text.replace("\n", " "))).isEqualTo(OCTETS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"})
    void aRequestHasTwoLabels(String label) throws InvalidDerTextException {
        assertThat(DerText.CERTIFICATION_REQUEST.decode(pem(label))).isEqualTo(OCTETS);
    }

    @Test
    void anotherLabelIsNamedWithTheAcceptedOnes() {
        assertRefused(
                DerText.CERTIFICATION_REQUEST,
                pem("CERTIFICATE"),
                "PEM labelled CERTIFICATE; accepted is CERTIFICATE REQUEST or NEW CERTIFICATE REQUEST");
        assertRefused(DerText.PUBLIC_KEY, pem("PRIVATE KEY"), "PEM labelled PRIVATE KEY; accepted is PUBLIC KEY");
        assertRefused(DerText.PUBLIC_KEY, pem("RSA PUBLIC KEY"), "PEM labelled RSA PUBLIC KEY; accepted is PUBLIC KEY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "?! | not base64: line 1, column 1 has '?'",
                "AAAA\\nAA_A | not base64: line 2, column 3 has '_'",
                "AAAA\u200e | not base64: line 1, column 5 has U+200E",
                "AAAA\u00a0AAAA | not base64: line 1, column 5 has U+00A0",
                "AAAA\u0000A | not base64: line 1, column 5 has U+0000",
                "A | not base64: it is cut off or wrongly padded",
                "AA=A | not base64: it is cut off or wrongly padded",
                "AA=== | not base64: it is cut off or wrongly padded",
                "-----BEGIN PUBLIC KEY-----\\nAA-A\\n-----END PUBLIC KEY----- | not base64: line 2, column 3 has '-'",
                "-----BEGIN PUBLIC KEY-----\\nX: y\\n\\nAAAA\\n-----END PUBLIC KEY----- | not base64: line 2, column 2 has ':'",
                "\ufeff-----BEGIN PUBLIC KEY-----\\nAAAA\\n-----END PUBLIC KEY----- | "
                        + "PEM with text before it: line 1, column 1 has U+FEFF before the line -----BEGIN PUBLIC KEY-----",
                "Bag: 1\\n-----BEGIN PUBLIC KEY-----\\nAAAA\\n-----END PUBLIC KEY----- | "
                        + "PEM with text before it: line 1, column 4 has ':' before the line -----BEGIN PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\\nAAAA\\n | PEM that does not end with the line -----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\\nAAAA\\n-----END CERTIFICATE----- | "
                        + "PEM that does not end with the line -----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY----- | PEM that does not end with the line -----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY---- | PEM without a line -----BEGIN PUBLIC KEY-----",
                "-----AAAA----- | PEM without a line -----BEGIN PUBLIC KEY-----"
            })
    void whatIsWrongIsNamedWithItsPlace(String text, String message) {
        assertRefused(DerText.PUBLIC_KEY, text.translateEscapes(), message);
    }

    @Test
    void nothingIsEmpty() {
        assertRefused(DerText.PUBLIC_KEY, "", "empty");
        assertRefused(DerText.PUBLIC_KEY, " \r\n", "empty");
    }

    @Test
    void oneObjectIsReadAndNoMore() {
        assertRefused(DerText.PUBLIC_KEY, pem("PUBLIC KEY") + pem("PUBLIC KEY"), "more than one PEM object; send one");
    }

    @Test
    void lengthIsLookedAtFirst() {
        assertRefused(DerText.PUBLIC_KEY, "?".repeat(16_385), "longer than 16384 characters");
    }

    @Property(tries = 2000)
    void anyTextIsReadOrRefused(@ForAll("texts") String text) {
        try {
            assertThat(DerText.PUBLIC_KEY.decode(text).length).isLessThanOrEqualTo(text.length());
        } catch (InvalidDerTextException refused) {
            assertThat(refused).message().isNotBlank();
        }
    }

    @Property(tries = 1000)
    void opensslsPemComesBack(@ForAll @Size(min = 1, max = 300) byte[] octets) throws InvalidDerTextException {
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets) + "\n-----END PUBLIC KEY-----\n";

        assertThat(DerText.PUBLIC_KEY.decode(pem)).isEqualTo(octets);
    }

    @Provide
    Arbitrary<String> texts() {
        var pieces = Arbitraries.of(
                "-----BEGIN PUBLIC KEY-----",
                "-----END PUBLIC KEY-----",
                "-----",
                "-",
                "\n",
                "AAAA",
                "=",
                "A",
                "\u200e");
        return pieces.list().ofMaxSize(8).map(parts -> String.join("", parts));
    }

    private static String pem(String label) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, LINES);
    }

    private static void assertRefused(DerText kind, String text, String message) {
        assertThatThrownBy(() -> kind.decode(text))
                .isInstanceOf(InvalidDerTextException.class)
                .hasMessage(message);
    }
}
