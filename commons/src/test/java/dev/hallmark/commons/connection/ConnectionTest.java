package dev.hallmark.commons.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
    private static final Instant INSTANT = Instant.ofEpochSecond(1_772_366_400);
    private static final Clock NOW = Clock.fixed(INSTANT, ZoneOffset.UTC);
    private static final long SECONDS = INSTANT.getEpochSecond();
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final String URI = "/attestation/v1/challenges?x=%41";
    private static final ConnectionFacts FACTS =
            new ConnectionFacts("192.0.2.7", Optional.of(new byte[32]), Optional.empty());

    private static final String BINDING = "\"cb\":\"" + "A".repeat(43) + "\",";

    private final ConnectionSecret secret = secret(KEY);
    private final ConnectionSecret former =
            secret("fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.US_ASCII));
    private final ConnectionVerifier verifier =
            new ConnectionVerifier("attestation-service", List.of(former, secret), NOW);

    @Test
    void whatTheGatewaySignedIsAccepted() {
        var facts = verify(signer(secret, NOW).sign("POST", URI, FACTS));

        assertThat(facts.ip()).isEqualTo("192.0.2.7");
        assertThat(facts.channelBinding())
                .hasValueSatisfying(binding -> assertThat(binding).hasSize(32));
        assertThat(facts.clientCertificate()).isEmpty();
    }

    @Test
    void theFormIsPlainHs256() {
        // Given a token made without our signer
        var token = ForgedToken.sign("{\"alg\":\"HS256\"}", ForgedToken.claims(NOW, URI), KEY);

        assertThat(verify(token).ip()).isEqualTo("192.0.2.7");
    }

    @Test
    void everyConfiguredSecretVerifies() {
        assertThat(verify(signer(former, NOW).sign("POST", URI, FACTS)).ip()).isEqualTo("192.0.2.7");
    }

    @Test
    void exactlyOneHeaderIsAccepted() {
        var token = signer(secret, NOW).sign("POST", URI, FACTS);

        refused(() -> verifier.verify(List.of(), "POST", URI));
        refused(() -> verifier.verify(List.of(token, token), "POST", URI));
        refused(() -> verifier.verify(List.of(token + ", " + token), "POST", URI));
    }

    @Test
    void aCapturedTokenIsRefusedForAnyOtherRequestOrService() {
        var token = signer(secret, NOW).sign("POST", URI, FACTS);

        refused(() -> verifier.verify(List.of(token), "GET", URI));
        refused(() -> verifier.verify(List.of(token), "POST", "/attestation/v1/challenges"));
        refused(() -> verifier.verify(List.of(token), "POST", URI.replace("%41", "A")));
        refused(() -> new ConnectionVerifier("ca-service", List.of(secret), NOW).verify(List.of(token), "POST", URI));
    }

    @Test
    void timesAreBounded() {
        refused(() -> verify(signer(secret, ago(Duration.ofSeconds(30))).sign("POST", URI, FACTS)));
        refused(() -> verify(signer(secret, ago(Duration.ofSeconds(-6))).sign("POST", URI, FACTS)));
        assertThat(verify(signer(secret, ago(Duration.ofSeconds(29))).sign("POST", URI, FACTS)))
                .isNotNull();
    }

    @Test
    void aLongerLifetimeIsRefusedEvenWhenSigned() {
        var token = ForgedToken.sign(
                "{\"alg\":\"HS256\"}",
                ForgedToken.claims(NOW, URI).replace("\"exp\":" + (SECONDS + 30), "\"exp\":" + (SECONDS + 31)),
                KEY);

        refused(() -> verify(token));
    }

    @Test
    void anotherKeyIsRefused() {
        var foreign = secret("another secret, 32 octets long!!".getBytes(StandardCharsets.US_ASCII));

        refused(() -> verify(signer(foreign, NOW).sign("POST", URI, FACTS)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\"}",
                "{\"alg\":\"HS384\"}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
                "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}",
                "{\"alg\":\"HS256\",\"alg\":\"HS256\"}",
                "{}"
            })
    void onlyTheOneProtectedHeaderIsAccepted(String header) {
        var token = ForgedToken.sign(header, ForgedToken.claims(NOW, URI), KEY);

        refused(() -> verify(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "iat", "exp", "htm", "htu", "ip"})
    void noClaimMayBeMissing(String claim) {
        var token = ForgedToken.sign(
                "{\"alg\":\"HS256\"}", ForgedToken.claims(NOW, URI).replace("\"" + claim + "\"", "\"x\""), KEY);

        refused(() -> verify(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "....", "=.=.=", "é.é.é"})
    void anythingElseIsRefused(String token) {
        refused(() -> verify(token));
    }

    @Test
    void aWrongBindingOrCertificateIsRefused() {
        for (var claim : List.of("\"cb\":\"AAAA\"", "\"cb\":1", "\"x5c\":\"AAAA\"", "\"x5c\":[\"AAAA\"]")) {
            var token = ForgedToken.sign(
                    "{\"alg\":\"HS256\"}", ForgedToken.claims(NOW, URI).replace("\"ip\"", claim + ",\"ip\""), KEY);

            refused(() -> verify(token));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theVersionOfTlsIsSigned(TlsVersion version) {
        var facts = new ConnectionFacts("192.0.2.7", Optional.of(new byte[32]), Optional.of(version), Optional.empty());

        assertThat(verify(signer(secret, NOW).sign("POST", URI, facts)).tls()).contains(version);
    }

    /** While a rolling upgrade lasts, a gateway of an older version omits it, and offers only 1.3. */
    @Test
    void anOlderGatewaySpeaksTls13() {
        assertThat(verify(forged(BINDING)).tls()).contains(TlsVersion.TLS_1_3);
    }

    @Test
    void whereAProxyTerminatesTlsItsVersionIsUnknown() {
        var unbound = new ConnectionFacts("192.0.2.7", Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(verify(signer(secret, NOW).sign("POST", URI, unbound)).tls()).isEmpty();
        assertThat(verify(forged("")).tls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tls\":\"1.1\",",
                "\"tls\":\"1.4\",",
                "\"tls\":\"TLSv1.3\",",
                "\"tls\":\"\",",
                "\"tls\":1.3,",
                "\"tls\":null,",
                "\"tls\":[\"1.3\"],",
                "\"tls\":\"1.3 \","
            })
    void anotherVersionOfTlsIsRefused(String claim) {
        refused(() -> verify(forged(BINDING + claim)));
    }

    @Test
    void aVersionOfTlsThatNothingIsBoundToIsRefused() {
        refused(() -> verify(forged("\"tls\":\"1.3\",")));
    }

    /** A gateway of the next version may say more. */
    @Test
    void anUnknownClaimIsIgnored() {
        assertThat(verify(forged("\"next\":{\"a\":1},")).ip()).isEqualTo("192.0.2.7");
    }

    @Test
    void aShortSecretIsNoSecret() {
        assertThatThrownBy(() -> secret(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThat(secret.toString()).doesNotContain(Base64.getEncoder().encodeToString(KEY));
    }

    /** A token with these claims more. */
    private static String forged(String claims) {
        return ForgedToken.sign(
                "{\"alg\":\"HS256\"}", ForgedToken.claims(NOW, URI).replace("\"ip\"", claims + "\"ip\""), KEY);
    }

    private ConnectionFacts verify(String token) {
        return verifier.verify(List.of(token), "POST", URI);
    }

    private static void refused(Callable<?> call) {
        assertThatThrownBy(call::call).isInstanceOf(InvalidConnectionException.class);
    }

    private static ConnectionSigner signer(ConnectionSecret secret, Clock clock) {
        return new ConnectionSigner("attestation-service", secret, clock);
    }

    private static ConnectionSecret secret(byte[] octets) {
        return ConnectionSecret.parse(Base64.getEncoder().encodeToString(octets));
    }

    private static Clock ago(Duration duration) {
        return Clock.offset(NOW, duration.negated());
    }
}
