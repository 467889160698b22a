package dev.hallmark.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateHeaderTest {
    private static final String BASE64 =
            "MIIBcDCCARegAwIBAgIUSchgi/kikgCr2VU3zOTisQWZYCIwCgYIKoZIzj0EAwIwDjEMMAoGA1UEAwwDZGV2MB4XDTI2MTEyMjEyMzExM1oXDTI2MTEyNTEyMzExM1owDjEMMAoGA1UEAwwDZGV2MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAETpknemPHoIx4/owxyP9KU+pj2+x1SekeST+khb5eSQNbPplPkH4xCB02G+oh//Z2msBqv4Kho8jZltleqOI2L6NTMFEwHQYDVR0OBBYEFCdqCJzRG3wSSmKMDD/ue8w17TViMB8GA1UdIwQYMBaAFCdqCJzRG3wSSmKMDD/ue8w17TViMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgFmbixF1xPuJVvmuDPhsd3bP46VRwzgp7O1/YvzKs/wUCIF0lFMD4456QTRtqSr9+zjrLvi/X/bmVeDczJOKrlreW";

    private static final String PEM = "-----BEGIN CERTIFICATE-----\n" + BASE64 + "\n-----END CERTIFICATE-----\n";

    @ParameterizedTest
    @EnumSource
    void everyFormIsRead(CertificateHeader header) {
        assertThat(header.read(List.of(value(header)))).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void severalHeadersAreNone(CertificateHeader header) {
        assertThat(header.read(List.of(value(header), value(header)))).isEmpty();
        assertThat(header.read(List.of())).isEmpty();
    }

    @Test
    void severalElementsOfEnvoyAreNone() {
        var one = value(CertificateHeader.X_FORWARDED_CLIENT_CERT);

        assertThat(CertificateHeader.X_FORWARDED_CLIENT_CERT.read(List.of(one + "," + one)))
                .isEmpty();
        assertThat(CertificateHeader.X_FORWARDED_CLIENT_CERT.read(List.of("By=spiffe://x;" + one + ";URI=y")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "::",
                ":AAAA:",
                "%",
                "%zz",
                "Cert=",
                "Cert=\"\"",
                "-----BEGIN CERTIFICATE-----",
                "AAAA,BBBB"
            })
    void anythingElseIsNone(String value) {
        for (var header : CertificateHeader.values()) {
            assertThat(header.read(List.of(value))).isEmpty();
        }
    }

    private static String value(CertificateHeader header) {
        return switch (header) {
            case CLIENT_CERT -> ":" + BASE64 + ":";
            case SSL_CLIENT_CERT -> encoded(PEM);
            case X_FORWARDED_TLS_CLIENT_CERT -> BASE64 + "," + BASE64;
            case X_FORWARDED_CLIENT_CERT -> "Hash=0123;Cert=\"" + encoded(PEM) + "\"";
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.US_ASCII).replace("+", "%20");
    }
}
