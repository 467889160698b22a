package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.Vectors.EAT;
import static dev.hallmark.attestation.evidence.Vectors.octets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.challenge.ChallengeId;
import dev.hallmark.attestation.challenge.ConsumedChallenge;
import dev.hallmark.attestation.refusal.RefusalReason;
import dev.hallmark.commons.attestation.Confirmation;
import dev.hallmark.commons.identity.KeyAlgorithm;
import dev.hallmark.commons.identity.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EatJwtVerifierTest {

    private final EatJwtVerifier verifier = new EatJwtVerifier();
    private final TestDevice device = TestDevice.create();
    private final TestChallenge asked = new TestChallenge(
            "AAECAwQFBgcICQoLDA0ODw", "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8", Vectors.AUDIENCE);

    @Test
    void takesWhatOpensslSigned() throws Exception {
        var evidence = verifier.verify(octets(EAT), Vectors.expected());

        assertThat(evidence.bound()).isTrue();
        assertThat(evidence.confirmation()).isEqualTo(Confirmation.ofJwk(Vectors.OPERATIONAL_JKT));
        assertThat(evidence.bootcount()).isEqualTo(OptionalLong.of(3));
        assertThat(evidence.softwareVersion()).isEqualTo(OptionalLong.of(7));
        assertThat(evidence.claims().toString())
                .contains("\"swname\":\"fw\"", "\"dbgstat\":\"disabled\"", "\"measurements\":[]");
    }

    @Test
    void anAbsentConfirmationIsTheIdentityKey() throws Exception {
        var evidence = verifier.verify(device.eat(asked, exporter()), expected());

        assertThat(evidence.confirmation()).isEqualTo(Confirmation.ofJwk(device.thumbprint()));
    }

    @Test
    void eachClaimMustBeTheChallenges() {
        refused(claims -> claims.setStringClaim("eat_nonce", asked.nonce().replace('I', 'J')), RefusalReason.NONCE);
        refused(claims -> claims.setAudience("urn:other"), RefusalReason.AUDIENCE);
        refused(claims -> claims.setStringClaim("eat_profile", "tag:other"), RefusalReason.PROFILE);
        refused(claims -> claims.setStringClaim("ueid", "AddyOP8H"), RefusalReason.UEID);
        refused(claims -> claims.setStringClaim("cb", base64url(Vectors.from(0x41))), RefusalReason.BINDING);
    }

    @Test
    void claimsMustHaveTheirTypes() {
        refused(claims -> claims.unsetClaim("eat_nonce"), RefusalReason.MALFORMED);
        refused(claims -> claims.setAudience("a", "b"), RefusalReason.MALFORMED);
        refused(claims -> claims.setClaim("cb", 1), RefusalReason.MALFORMED);
        refused(claims -> claims.setClaim("cnf", "text"), RefusalReason.MALFORMED);
        refused(claims -> claims.setClaim("cnf", Map.of("jkt", "short")), RefusalReason.MALFORMED);
        refused(claims -> claims.setClaim("cnf", Map.of("jkt", device.thumbprint(), "kid", "x")), MALFORMED);
        refused(claims -> claims.setClaim("bootcount", -1), RefusalReason.MALFORMED);
        refused(claims -> claims.setClaim("bootcount", 1.5), RefusalReason.MALFORMED);
        refused(claims -> claims.setClaim("dbgstat", "perhaps"), RefusalReason.MALFORMED);
        refused(claims -> claims.setClaim("swversion", "7"), RefusalReason.MALFORMED);
        refused(claims -> claims.setClaim("swversion", List.of()), RefusalReason.MALFORMED);
        refused(claims -> claims.setClaim("measurements", "none"), RefusalReason.MALFORMED);
        refused(claims -> claims.setClaim("firmware_key", "AAAA"), RefusalReason.MALFORMED);
    }

    private static final RefusalReason MALFORMED = RefusalReason.MALFORMED;

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "ES384", "RS256", "es256", ""})
    void theKeySaysTheAlgorithm(String algorithm) {
        var forged = unsigned("{\"alg\":\"%s\",\"typ\":\"eat+jwt\",\"kid\":\"%s\"}"
                .formatted(algorithm, device.id().hex()));

        refused(octets(forged), RefusalReason.ALGORITHM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"crit\":[\"exp\"]",
                "\"jwk\":{}",
                "\"jku\":\"https://example.org\"",
                "\"x5c\":[]",
                "\"x5u\":\"https://example.org\"",
                "\"alg\":\"ES256\"",
                "\"b64\":false"
            })
    void aHeaderBringsNoKeyAndNoRules(String member) {
        var header = "{\"alg\":\"ES256\",\"typ\":\"eat+jwt\",\"kid\":\"%s\",%s}"
                .formatted(device.id().hex(), member);

        refused(octets(unsigned(header)), RefusalReason.MALFORMED);
    }

    @Test
    void theHeaderNamesTheDeviceAndTheType() {
        spoiled(jws -> jws.setKeyIdHeaderValue(Vectors.DEVICE), RefusalReason.KEY);
        spoiled(jws -> jws.setHeader("typ", "JWT"), RefusalReason.MALFORMED);
    }

    @Test
    void anotherKeysSignatureIsNone() {
        spoiled(jws -> jws.setKey(TestDevice.create().keys().getPrivate()), RefusalReason.SIGNATURE);
    }

    /** Everything is wrong here, and each check that is passed brings the next one's reason. */
    @Test
    void checksAreMadeInTheOrderOfTheProtocol() {
        var late = challenge(true, Optional.of(SignatureAlgorithm.RS256));
        refused(device.eat(asked, exporter()), expectation(late), RefusalReason.ALGORITHM);

        late = challenge(true, Optional.empty());
        var wrong = device.claims(asked, Optional.of(Vectors.from(0)));
        wrong.setStringClaim("eat_nonce", "wrong");
        wrong.setAudience("wrong");
        refused(TestDevice.serialise(device.eat(wrong)), expectation(late), RefusalReason.EXPIRED);
        refused(TestDevice.serialise(device.eat(wrong)), expected(), RefusalReason.NONCE);
        wrong.setStringClaim("eat_nonce", asked.nonce());
        refused(TestDevice.serialise(device.eat(wrong)), expected(), RefusalReason.AUDIENCE);
    }

    @Test
    void withoutABindingEvidenceIsUnbound() throws Exception {
        assertThat(verifier.verify(device.eat(asked, Optional.empty()), expected())
                        .bound())
                .isFalse();
    }

    private void refused(Consumer<JwtClaims> spoil, RefusalReason reason) {
        var claims = device.claims(asked, exporter());
        spoil.accept(claims);
        refused(TestDevice.serialise(device.eat(claims)), reason);
    }

    private void spoiled(Consumer<JsonWebSignature> spoil, RefusalReason reason) {
        var jws = device.eat(device.claims(asked, exporter()));
        spoil.accept(jws);
        refused(TestDevice.serialise(jws), reason);
    }

    private void refused(byte[] body, RefusalReason reason) {
        refused(body, expected(), reason);
    }

    private void refused(byte[] body, Expectation expected, RefusalReason reason) {
        assertThatThrownBy(() -> verifier.verify(body, expected))
                .isInstanceOf(EvidenceRefused.class)
                .hasMessage(reason.text());
    }

    private Expectation expected() {
        return expectation(challenge(false, Optional.empty()));
    }

    private static Expectation expectation(ConsumedChallenge challenge) {
        return Vectors.expected(challenge, Vectors.connection());
    }

    private ConsumedChallenge challenge(boolean expired, Optional<KeyAlgorithm> algorithm) {
        return new ConsumedChallenge(
                ChallengeId.parse(asked.id()).orElseThrow(),
                Vectors.from(0x20),
                device.publicKey(),
                Vectors.from(0x40),
                Optional.empty(),
                expired,
                Vectors.device(device.id().hex(), algorithm, OptionalLong.empty()),
                Vectors.policy(List.of(), List.of(), false));
    }

    private String unsigned(String header) {
        var payload = device.claims(asked, exporter()).toJson();
        return base64url(octets(header)) + "." + base64url(payload.getBytes(StandardCharsets.UTF_8)) + ".AAAA";
    }

    private static Optional<byte[]> exporter() {
        return Optional.of(Vectors.from(0x40));
    }

    private static String base64url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
