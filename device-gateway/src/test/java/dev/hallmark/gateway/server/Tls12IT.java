package dev.hallmark.gateway.server;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.commons.connection.TlsVersion;
import dev.hallmark.commons.pki.PkiMirror;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS 1.2, where a setting allows it: with nothing of what made it weak. */
@QuarkusTest
@TestProfile(Tls12IT.Allowed.class)
@QuarkusTestResource(GatewayWorld.class)
class Tls12IT {
    private static final String URI = "/attestation/v1/x";
    private static final String GNUTLS_12 = "NORMAL:-VERS-ALL:+VERS-TLS1.2";

    /** A ClientHello (RFC 5246 §7.4.1.2) of TLS 1.2 that offers compression by DEFLATE (RFC 3749), and none second. */
    private static final byte[] CLIENT_HELLO_WITH_DEFLATE = HexFormat.of()
            .parseHex("1603010052" + "0100004e" + "0303" + "00".repeat(32) + "00" + "0004c02bc02f" + "020100" + "0020"
                    + "000a000400020017" + "000d0010" + "000e0403080404010807050306030805" + "00170000");

    private static final byte[] CLOSE_NOTIFY = {21, 3, 3, 0, 2, 1, 0};
    private static final int SERVER_HELLO = 2;
    /** Where the length of the session's id stands in a ServerHello; its compression comes three octets after that id. */
    private static final int SESSION_ID = 43;

    public static class Allowed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "hallmark.gateway.tls.minimum-version", "1.2",
                    "hallmark.gateway.limits.burst", "400");
        }
    }

    @Inject
    PkiMirror mirror;

    @BeforeEach
    void mirrored() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> mirror.current().authorities().size() == 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305"
            })
    void ephemeralKeysWithAuthenticatedEncryptionAreServed(String suite) throws Exception {
        var answer = OpenSsl.request("-tls1_2", "-cipher", suite);

        assertThat(answer.output())
                .contains("Cipher    : " + suite, "Extended master secret: yes", "Compression: NONE")
                .contains("Secure Renegotiation IS supported");
        assertThat(answer.served()).isTrue();
        assertThat(World.facts("attestation-service", answer.echo()).tls()).contains(TlsVersion.TLS_1_2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ECDHE-ECDSA-AES128-SHA256",
                "ECDHE-ECDSA-AES256-SHA384",
                "ECDHE-ECDSA-AES128-SHA",
                "ECDHE-ECDSA-AES128-CCM",
                "AES128-GCM-SHA256",
                "AES256-SHA256",
                "DHE-RSA-AES128-GCM-SHA256",
                "ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0",
                "AECDH-AES128-SHA:@SECLEVEL=0"
            })
    void noOtherSuiteIs(String suite) throws Exception {
        assertRefused(OpenSsl.request("-tls1_2", "-cipher", suite));
    }

    @Test
    void anRsaKeyIsServedTheSame() throws Exception {
        use("rsa");
        try {
            for (var suite : List.of(
                    "ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-RSA-CHACHA20-POLY1305")) {
                assertThat(OpenSsl.request("-tls1_2", "-cipher", suite).served())
                        .isTrue();
            }
            for (var suite : List.of(
                    "AES128-GCM-SHA256", "AES128-SHA", "ECDHE-RSA-AES128-SHA256", "DHE-RSA-AES128-GCM-SHA256")) {
                assertRefused(OpenSsl.request("-tls1_2", "-cipher", suite));
            }
        } finally {
            use("next");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_1", "-tls1"})
    void nothingOlderIsSpoken(String version) throws Exception {
        assertRefused(OpenSsl.request(version, "-cipher", "ALL:@SECLEVEL=0"));
    }

    /** RFC 9266 §3: without it two connections can be made to export the same. */
    @Test
    void theExtendedMasterSecretIsRequired() throws Exception {
        assertRefused(OpenSsl.requestWithoutExtendedMasterSecret("-tls1_2"));
        var gnutls = GnuTls.request(GNUTLS_12 + ":%NO_SESSION_HASH");

        assertThat(gnutls.output()).contains("fatal alert").doesNotContain("HTTP/1.1");
    }

    /** RFC 7627 §5.3. */
    @Test
    void aSessionIsNotResumedWithoutTheExtendedMasterSecret() throws Exception {
        var session = World.file("tls12.session").toString();
        assertThat(OpenSsl.request("-tls1_2", "-sess_out", session).served()).isTrue();

        assertRefused(OpenSsl.requestWithoutExtendedMasterSecret("-tls1_2", "-sess_in", session));
        assertThat(OpenSsl.request("-tls1_2", "-sess_in", session).resumed()).isTrue();
    }

    @Test
    void nothingIsCompressed() throws Exception {
        try (var connection = RawConnection.plain(World.port(), World.ownAddress())) {
            var hello = connection
                    .send(CLIENT_HELLO_WITH_DEFLATE)
                    .send(CLOSE_NOTIFY)
                    .readToEnd();

            assertThat((int) hello.charAt(5)).isEqualTo(SERVER_HELLO);
            assertThat((int) hello.charAt(SESSION_ID + hello.charAt(SESSION_ID) + 3))
                    .isZero();
        }
    }

    @Test
    void aClientMayNotRenegotiate() throws Exception {
        var answer = OpenSsl.renegotiate();

        assertThat(answer.output()).contains("RENEGOTIATING", "handshake failure");
    }

    @Test
    void gnutlsIsServed() throws Exception {
        var answer = GnuTls.request(GNUTLS_12);

        assertThat(answer.output()).contains("(TLS1.2", "extended master secret");
        assertThat(answer.served()).isTrue();
    }

    /** The zero-length context, which TLS 1.2 distinguishes from no context. */
    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void theServiceGetsTheExporterTheVersionAndTheCertificate(HttpVersion version) throws Exception {
        try (var device = Device.ofTls12(version, "valid");
                var other = Device.ofTls12(version, "expired")) {
            var answer = device.get(URI);
            var facts = World.facts("attestation-service", answer.json());

            assertThat(facts.tls()).contains(TlsVersion.TLS_1_2);
            assertThat(facts.channelBinding()).contains(answer.exporter());
            assertThat(facts.clientCertificate()).isPresent();
            var expired = other.get(URI);
            assertThat(World.facts("attestation-service", expired.json()).clientCertificate())
                    .isEmpty();
            assertThat(expired.exporter()).isNotEqualTo(answer.exporter());
        }
    }

    @Test
    void aResumedSessionHasItsOwnExporterAndIsJudgedAgain() throws Exception {
        for (var name : List.of("valid", "expired")) {
            var session = World.file(name + ".tls12.session").toString();
            var certificate = World.file(name + ".pem").toString();
            var key = World.file(name + ".key").toString();
            var first = OpenSsl.request("-tls1_2", "-cert", certificate, "-key", key, "-sess_out", session);
            var second = OpenSsl.request("-tls1_2", "-cert", certificate, "-key", key, "-sess_in", session);

            assertThat(second.resumed()).isTrue();
            var bindings = List.of(first, second).stream()
                    .map(answer -> World.facts("attestation-service", answer.echo()))
                    .peek(facts ->
                            assertThat(facts.clientCertificate().isPresent()).isEqualTo(name.equals("valid")))
                    .map(facts -> facts.channelBinding().orElseThrow())
                    .toList();
            assertThat(bindings.getFirst()).isNotEqualTo(bindings.getLast());
        }
    }

    @Test
    void whoKnowsTls13GetsIt() throws Exception {
        var answer = OpenSsl.request();

        assertThat(answer.output()).contains("New, TLSv1.3");
        assertThat(World.facts("attestation-service", answer.echo()).tls()).contains(TlsVersion.TLS_1_3);
    }

    @Test
    void anyServerNameIsServed() throws Exception {
        assertThat(OpenSsl.request("-tls1_2", "-servername", "device_gateway.").served())
                .isTrue();
    }

    private static void assertRefused(OpenSsl attempt) {
        assertThat(attempt.output()).contains("alert").doesNotContain("HTTP/1.1");
    }

    private static void use(String name) throws IOException {
        Files.copy(World.file(name + ".key"), World.file("server.key"), REPLACE_EXISTING);
        Files.copy(World.file(name + ".pem"), World.file("server.pem"), REPLACE_EXISTING);
        var certificate = Files.readAllLines(World.file(name + ".pem")).get(1);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(OpenSsl.request("-showcerts").output()).contains(certificate));
    }
}
