package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.RefusalAssertions.assertReason;
import static dev.hallmark.attestation.evidence.RefusalAssertions.assertRefused;

import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be tried with an EAT in JSON: each has one answer, and its reason for the operator. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class HostileJwtIT {

    private final TestGateway connection = TestGateway.connect();
    private final TestDevice device = TestFleet.device();

    @Test
    void withoutAnAlgorithm() {
        var challenge = TestChallenge.get(device, connection);
        var input = input(challenge, "none");

        assertRefused(challenge.answerEat(octets(input + "."), connection));

        assertReason(device, "algorithm");
    }

    /** The public key is no secret, so whoever has it could make this. */
    @Test
    void withAMacUnderThePublicKey() throws Exception {
        var challenge = TestChallenge.get(device, connection);
        var input = input(challenge, "HS256");
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(device.publicKey(), "HmacSHA256"));
        var tag = base64url(mac.doFinal(octets(input)));

        assertRefused(challenge.answerEat(octets(input + "." + tag), connection));

        assertReason(device, "algorithm");
    }

    @Test
    void withAKeyOnAnotherCurve() {
        spoiled(jws -> {
            var other = TestDevice.create("ES384");
            jws.setAlgorithmHeaderValue("ES384");
            jws.setKey(other.keys().getPrivate());
        });

        assertReason(device, "algorithm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwk", "x5c", "crit", "jku", "x5u", "b64"})
    void withAHeaderThatBringsItsOwnRules(String member) {
        var challenge = TestChallenge.get(device, connection);
        var header = "{\"alg\":\"ES256\",\"typ\":\"eat+jwt\",\"kid\":\"%s\",\"%s\":[\"alg\"]}";
        var input = base64url(octets(header.formatted(device.id(), member))) + "." + payload(challenge);

        assertRefused(challenge.answerEat(octets(input + ".AAAA"), connection));

        assertReason(device, "malformed");
    }

    @Test
    void withOneMemberTwice() {
        spoiled(jws -> jws.setPayload(
                "{\"aud\":\"urn:other\"," + jws.getUnverifiedPayload().substring(1)));

        assertReason(device, "malformed");
    }

    @Test
    void nestedDeeply() {
        spoiled(jws -> jws.setPayload("{\"measurements\":" + "[".repeat(3000) + "]".repeat(3000) + ","
                + jws.getUnverifiedPayload().substring(1)));

        assertReason(device, "malformed");
    }

    @Test
    void forAnotherAudience() {
        claiming(claims -> claims.setAudience("urn:hallmark:another"));

        assertReason(device, "audience");
    }

    @Test
    void aboutAnotherDevice() {
        var other = TestDevice.create();
        claiming(claims ->
                claims.setStringClaim("ueid", base64url(concatenated(other.id().bytes()))));

        assertReason(device, "ueid");
    }

    private void claiming(Consumer<JwtClaims> spoil) {
        var challenge = TestChallenge.get(device, connection);
        var claims = device.claims(challenge, connection.exporter());
        spoil.accept(claims);
        assertRefused(challenge.answerEat(TestDevice.serialise(device.eat(claims)), connection));
    }

    private void spoiled(Consumer<JsonWebSignature> spoil) {
        var challenge = TestChallenge.get(device, connection);
        var jws = device.eat(device.claims(challenge, connection.exporter()));
        spoil.accept(jws);
        assertRefused(challenge.answerEat(TestDevice.serialise(jws), connection));
    }

    private String input(TestChallenge challenge, String algorithm) {
        var header = "{\"alg\":\"%s\",\"typ\":\"eat+jwt\",\"kid\":\"%s\"}".formatted(algorithm, device.id());
        return base64url(octets(header)) + "." + payload(challenge);
    }

    private String payload(TestChallenge challenge) {
        return base64url(octets(device.claims(challenge, connection.exporter()).toJson()));
    }

    private static byte[] concatenated(byte[] id) {
        var ueid = new byte[1 + id.length];
        ueid[0] = 1;
        System.arraycopy(id, 0, ueid, 1, id.length);
        return ueid;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
