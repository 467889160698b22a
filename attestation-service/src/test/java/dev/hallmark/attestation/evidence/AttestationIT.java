package dev.hallmark.attestation.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.attestation.TestBroker;
import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.attestation.DeviceAttested;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.Map;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class AttestationIT {

    @Test
    void aDeviceProvesItsIdentityWithAnEat() throws Exception {
        var device = TestFleet.device();
        var connection = TestGateway.connect();
        var challenge = TestChallenge.get(device, connection);

        var response = challenge.answerEat(device.eat(challenge, connection.exporter()), connection);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        var json = JsonPath.from(response.body());
        assertThat(json.getString("deviceId")).isEqualTo(device.id().hex());
        assertThat(json.getString("tokenType")).isEqualTo("Bearer");
        assertThat(json.getString("commonName")).isEqualTo(device.id().commonName());
        assertThat(json.getMap("est")).isEqualTo(Map.of("label", "default", "path", "/.well-known/est/default"));
        var claims = verified(json.getString("token"));
        assertThat(claims.getSubject()).isEqualTo(device.id().hex());
        assertThat(claims.getClaimValue("cnf")).isEqualTo(Map.of("jkt", device.thumbprint()));
        assertThat(claims.getStringClaimValue("tenant")).isEqualTo("default");
        assertThat(claims.getStringClaimValue("batch")).isEqualTo("batch-1");
        assertThat(claims.getStringClaimValue("profile")).isEqualTo("default");
        assertThat(claims.getStringClaimValue("serial")).isEqualTo("SN-7");
        assertThat(claims.getStringClaimValue("ear.status")).isEqualTo("affirming");
        assertThat(claims.getStringClaimValue("trust")).isEqualTo("hardware");
        assertThat(claims.getClaimValue("generation")).isEqualTo(1L);
        assertThat(claims.getClaimValue("device_version")).isEqualTo(1L);
    }

    @Test
    void aDeviceProvesItsIdentityWithTheRawTranscript() throws Exception {
        var device = TestFleet.device();
        var connection = TestGateway.connect();
        var challenge = TestChallenge.get(device, connection);

        var evidence = device.raw(challenge, connection.exporter().orElseThrow(), -2);
        var response = challenge.answerRaw(evidence, connection);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        var claims = verified(JsonPath.from(response.body()).getString("token"));
        assertThat(claims.getClaimValue("cnf")).isEqualTo(Map.of("jkt", device.thumbprint()));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(TestBroker.published())
                .extracting(event -> event.data())
                .contains(new DeviceAttested(
                        device.id(),
                        "batch-1",
                        claims.getStringClaimValue("policy"),
                        1,
                        "application/vnd.hallmark.evidence+json",
                        "affirming",
                        "hardware",
                        4294967294L)));
    }

    private static JwtClaims verified(String token) throws Exception {
        var jwks = new HttpsJwks(TestGateway.uri("/attestation/v1/jwks.json").toString());
        var keys = new JsonWebKeySet(jwks.getJsonWebKeys()).getJsonWebKeys();
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys))
                .setExpectedAudience("hallmark")
                .setExpectedIssuer("attestation-service")
                .setRequireExpirationTime()
                .setMaxFutureValidityInMinutes(10)
                .build()
                .processToClaims(token);
    }
}
