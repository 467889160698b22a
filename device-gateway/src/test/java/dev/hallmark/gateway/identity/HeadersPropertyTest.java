package dev.hallmark.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a proxy writes about a certificate, the result is a certificate or none, and never an exception. */
class HeadersPropertyTest {

    @Property(tries = 3000)
    void rubbishIsNotACertificate(@ForAll("rubbish") String value) {
        for (var form : CertificateHeader.values()) {
            assertThat(form.read(List.of(value))).isEmpty();
        }
    }

    @Property(tries = 2000)
    void aRangeIsReadOrRefused(@ForAll("ranges") String text) {
        try {
            var range = AddressRange.parse(text);
            assertThat(AddressRange.anyContains(List.of(range), range.network().getHostAddress()))
                    .isTrue();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).isNotNull();
        }
    }

    @Provide
    Arbitrary<String> rubbish() {
        return pieces(
                ":",
                "MIIB",
                "=",
                "%2B",
                "%",
                "%zz",
                ",",
                ";",
                "Cert=\"",
                "\"",
                "-----BEGIN CERTIFICATE-----",
                "-----END CERTIFICATE-----",
                "%0A",
                "é",
                "\u0000",
                " ");
    }

    @Provide
    Arbitrary<String> ranges() {
        return pieces("10.0.0.0", "/", "8", "128", "-1", "fd00::", "::1", ".", ":", "localhost", " ", "999", "%eth0");
    }

    private static Arbitrary<String> pieces(String... pieces) {
        return Arbitraries.of(Arrays.asList(pieces)).list().ofMaxSize(10).map(parts -> String.join("", parts));
    }
}
