package dev.hallmark.operator.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.commons.fault.Faults;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Topics;
import dev.hallmark.events.audit.AuditRecorded;
import dev.hallmark.events.audit.AuditRecorded.Creator;
import dev.hallmark.events.token.TokenRevoked;
import dev.hallmark.events.token.TokenUsed;
import dev.hallmark.operator.access.Permission;
import dev.hallmark.testkit.MachineTokens;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.TestKafka;
import dev.hallmark.testkit.TestKeys;
import dev.hallmark.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(OperatorTokens.class)
@QuarkusTestResource(MachineTokens.class)
class MachineTokenIT {

    private static final String THINGS = "/api/test/v1/things";
    private static final String CHANGES = "/api/test/v1/changes/";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject
    TokenRevocations revocations;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void untilReady() {
        await().atMost(TIMEOUT).until(() -> revocations.call().getStatus() == Status.UP);
    }

    @Test
    void aTokenMayWhatItSaysInItsTenantAndNothingElse() {
        var token = MachineTokens.token(MachineTokens.claims(id, "other", "devices:read"));

        assertThat(as(token).get(THINGS).asString()).startsWith("other token:" + id);
        as(token)
                .contentType("application/json")
                .body("{}")
                .post(THINGS)
                .then()
                .statusCode(403)
                .body("permission", equalTo("devices:change"))
                .body(
                        "detail",
                        equalTo("This needs the permission devices:change, which this machine token does not have."));
    }

    /** Whoever signed it: what people decide is theirs, and a token makes no other credentials. */
    @Test
    void whatOnlyPeopleMayDoIsRefusedEvenWhenTheTokenClaimsIt() {
        var all = Arrays.stream(Permission.values()).map(Permission::toString).toArray(String[]::new);
        var token = MachineTokens.token(MachineTokens.claims(id, "default", all));

        as(token).get(THINGS).then().statusCode(200);
        as(token).post(THINGS + "/keys").then().statusCode(403).body("permission", equalTo("factory-keys:change"));
    }

    @Test
    void permissionsThatThisVersionDoesNotKnowAreIgnored() {
        var token = MachineTokens.token(MachineTokens.claims(id, "default", "unheard-of:change", "devices:read"));

        as(token).get(THINGS).then().statusCode(200);
    }

    @Test
    void rolesInATokenMeanNothing() {
        var claims = MachineTokens.claims(id, "default");
        claims.put("groups", List.of("admin"));

        as(MachineTokens.token(claims)).get(THINGS).then().statusCode(403);
    }

    @Test
    void aTenantThatIsNotServedIsForbidden() {
        as(MachineTokens.token(MachineTokens.claims(id, "unheard-of", "devices:read")))
                .get(THINGS)
                .then()
                .statusCode(403);
    }

    @Test
    void anotherKeyOrAlgorithmIsNotAccepted() {
        var claims = MachineTokens.claims(id, "default", "devices:read");
        var good = MachineTokens.token(claims);
        var none = encoded("{\"alg\":\"none\",\"kid\":\"machine-tokens-1\"}") + "." + good.split("\\.", -1)[1] + ".";
        // The public key is known to everybody, and must be no secret of a MAC.
        var mac = Jwt.claims(claims).jws().keyId("machine-tokens-1").sign(new SecretKeySpec(publicKey(), "HmacSHA256"));

        for (var forged : List.of(
                MachineTokens.token(claims, TestKeys.p256().getPrivate()),
                none,
                mac,
                Jwt.claims(claims)
                        .jws()
                        .keyId("machine-tokens-1")
                        .sign(TestKeys.rsa().getPrivate()),
                good.substring(0, good.lastIndexOf('.') + 1))) {
            refused(forged, "not-accepted");
        }
        as(good).get(THINGS).then().statusCode(200);
    }

    @Test
    void aTokenWhoseClaimsAreNotOursIsNotAccepted() {
        for (var change : List.of(
                Map.entry("aud", "hallmark"),
                Map.entry("sub", "token:" + UUID.randomUUID()),
                Map.entry("jti", "1"),
                Map.entry("tenant", "Not A Tenant"),
                Map.entry("creator", Map.of()),
                Map.entry("iat", Instant.now().getEpochSecond() + 3600))) {
            var claims = MachineTokens.claims(id, "default", "devices:read");
            claims.put(change.getKey(), change.getValue());
            refused(MachineTokens.token(claims), "not-accepted");
        }
    }

    /** The provider's key signs for people, and nothing for programs. */
    @Test
    void theProvidersKeySignsNoMachineToken() {
        var person = OperatorTokens.token("default", "admin");
        var claims = person.split("\\.", -1)[1];
        var renamed = new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8)
                .replace(OperatorTokens.ISSUER, MachineTokens.ISSUER);

        refused(person.replace(claims, encoded(renamed)), "not-accepted");
    }

    @Test
    void anExpiredTokenIsRefused() {
        var claims = MachineTokens.claims(id, "default", "devices:read");
        claims.put("exp", Instant.now().getEpochSecond() - 1);

        refused(MachineTokens.token(claims), "expired")
                .body(
                        "expiredAt",
                        equalTo(Instant.ofEpochSecond((Long) claims.get("exp")).toString()));
    }

    @Test
    void aRevokedTokenIsRefusedAtOnce() {
        // Given
        var token = MachineTokens.token(MachineTokens.claims(id, "default", "devices:read"));
        as(token).get(THINGS).then().statusCode(200);

        // When
        TestKafka.publish(new TokenRevoked(TenantId.of("default"), id, Instant.now()));

        // Then
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> as(token).get(THINGS).then().statusCode(401));
        refused(token, "revoked");
        assertThat(revocations.isRevoked(UUID.randomUUID())).isFalse();
    }

    /** A newer version may say more, or it in another way. */
    @Test
    void aRecordThatThisVersionCannotReadRevokesToo() {
        var token = MachineTokens.token(MachineTokens.claims(id, "default", "devices:read"));
        TestKafka.produce(List.of(new ProducerRecord<>(
                Topics.TOKEN_REVOCATIONS.name(), id.toString(), "?".getBytes(StandardCharsets.US_ASCII))));

        await().atMost(TIMEOUT).untilAsserted(() -> refused(token, "revoked"));
    }

    @Test
    void beforeItHasReadAllRevocationsAReplicaIsNotReadyAndAcceptsNone() {
        // Given: a Kafka that is away
        var away = new HashMap<>(kafka);
        away.put("bootstrap.servers", "127.0.0.1:1");
        var unread = new TokenRevocations(away, () -> Optional.of(URI.create("http://127.0.0.1:1/")));

        // When
        unread.start(null);

        // Then
        assertThat(unread.call().getStatus()).isEqualTo(Status.DOWN);
        assertThatThrownBy(() -> unread.isRevoked(id)).matches(Faults::passing);
        unread.stop(null);
    }

    @Test
    void anAuditRecordNamesTheTokenAndWhoMadeIt() {
        // When
        as(MachineTokens.token(MachineTokens.claims(id, "default", "devices:change")))
                .post(CHANGES + id)
                .then()
                .statusCode(200);

        // Then
        var record = (AuditRecorded)
                TopicReader.await(Topics.AUDIT, event -> event.actor().equals("token:" + id), found -> !found.isEmpty())
                        .getFirst()
                        .data();
        assertThat(record.actor())
                .isEqualTo(new AuditRecorded.Actor(
                        MachineTokens.ISSUER, "token:" + id, List.of(), new Creator(OperatorTokens.ISSUER, "anna")));
    }

    @Test
    void useIsReportedOnceAMinute() {
        // When
        var token = MachineTokens.token(MachineTokens.claims(id, "default", "devices:read", "devices:change"));
        as(token).get(THINGS).then().statusCode(200);
        as(token).get(THINGS).then().statusCode(200);
        as(token).post(CHANGES + id).then().statusCode(200);

        // Then: the audit record comes after them in the outbox
        var ignored = TopicReader.await(
                Topics.AUDIT, event -> event.actor().equals("token:" + id), found -> !found.isEmpty());
        assertThat(TopicReader.await(
                        Topics.TOKEN_USES,
                        event -> event.data() instanceof TokenUsed used
                                && used.token().equals(id),
                        found -> !found.isEmpty()))
                .hasSize(1);
    }

    private static byte[] publicKey() {
        return given().get(ConfigProvider.getConfig().getValue("hallmark.machine-tokens.jwks-url", String.class))
                .asByteArray();
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    @CanIgnoreReturnValue
    private static ValidatableResponse refused(String token, String why) {
        return as(token)
                .get(THINGS)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("https://hallmark.dev/problems/unauthorized"))
                .body("token", equalTo(why))
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }
}
