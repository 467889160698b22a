package dev.hallmark.audit.token;

import static dev.hallmark.audit.testing.Records.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.hallmark.audit.testing.Surroundings;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Topics;
import dev.hallmark.events.audit.AuditRecorded;
import dev.hallmark.events.audit.AuditRecorded.Outcome;
import dev.hallmark.events.token.TokenRevoked;
import dev.hallmark.events.token.TokenUsed;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.TestKafka;
import dev.hallmark.testkit.TopicReader;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class TokenIT {

    private static final String TOKENS = "/api/audit/v1/tokens";
    private static final String JWKS = "/tokens/v1/jwks.json";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject
    AgroalDataSource database;

    private final Instant expiry = Instant.now().plus(Duration.ofDays(90)).truncatedTo(ChronoUnit.SECONDS);

    /** By another implementation than ours. */
    @Test
    void aTokenIsSignedByAPublishedKeyAndSaysWhatItMayDo() throws JoseException {
        // When
        var made = made("registrations:add", "imports:read");

        // Then
        var jws = new JsonWebSignature();
        jws.setCompactSerialization(made.getString("token"));
        assertThat(jws.getAlgorithmHeaderValue()).isEqualTo("ES256");
        var keys = new JsonWebKeySet(given().get(JWKS).asString()).getJsonWebKeys();
        jws.setKey(keys.stream()
                .filter(key -> key.getKeyId().equals(jws.getKeyIdHeaderValue()))
                .findFirst()
                .orElseThrow()
                .getKey());
        assertThat(jws.verifySignature()).isTrue();
        var id = made.getString("details.id");
        var claims = JsonPath.from(jws.getPayload());
        assertThat(claims.getString("iss")).isEqualTo("hallmark-machine-tokens");
        assertThat(claims.getString("sub")).isEqualTo("token:" + id);
        assertThat(claims.getString("jti")).isEqualTo(id);
        assertThat(claims.getString("aud")).isEqualTo("hallmark-api");
        assertThat(claims.getString("tenant")).isEqualTo("default");
        assertThat(claims.getList("permissions")).containsExactly("registrations:add", "imports:read");
        assertThat(claims.getMap("creator")).isEqualTo(Map.of("iss", OperatorTokens.ISSUER, "sub", "admin@default"));
        assertThat(claims.getLong("exp")).isEqualTo(expiry.getEpochSecond());
    }

    @Test
    void keysArePublicAndCacheable() {
        var tag = given().get(JWKS)
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, no-cache")
                .extract()
                .header("ETag");

        given().header("If-None-Match", tag).get(JWKS).then().statusCode(304);
    }

    @Test
    void theTokenIsShownOnce() {
        // When
        var made = made("registrations:add");

        // Then
        var id = made.getString("details.id");
        as("default", "auditor")
                .get(TOKENS + "/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("line 3"))
                .body("permissions", equalTo(List.of("registrations:add")))
                .body("creator.issuer", equalTo(OperatorTokens.ISSUER))
                .body("creator.subject", equalTo("admin@default"))
                .body("expiresAt", equalTo(expiry.toString()))
                .body("revokedAt", nullValue())
                .body("lastUsedAt", nullValue())
                .body(not(containsString(made.getString("token"))));
        as("default", "auditor").get(TOKENS + "?limit=1000").then().body("items.id", hasItem(id));
        as("other", "auditor").get(TOKENS + "?limit=1000").then().body("items.id", not(hasItem(id)));
        as("other", "admin").get(TOKENS + "/" + id).then().statusCode(404);
        revoke("other", id).statusCode(404);
        assertThat(audited(id, "POST " + TOKENS).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void tokensAreListedPageByPageTheLatestFirst() {
        var first = made("registrations:add").getString("details.id");
        var second = made("registrations:add").getString("details.id");

        var page = as("default", "admin").get(TOKENS + "?limit=1").jsonPath();
        assertThat(page.getList("items.id")).containsExactly(second);
        as("default", "admin")
                .queryParam("limit", 1)
                .queryParam("cursor", page.getString("next"))
                .get(TOKENS)
                .then()
                .body("items.id", equalTo(List.of(first)));
    }

    /** Approvals are people's, and a token makes no other credential. */
    @ParameterizedTest
    @ValueSource(strings = {"tokens:change", "factory-keys:change", "unheard-of:read"})
    void aPermissionThatNoTokenCanHaveIsNamed(String permission) {
        make("admin", expiry, "registrations:add", permission)
                .statusCode(400)
                .body("detail", containsString(permission))
                .body("detail", containsString("accepted are registrations:add, "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator", "approver", "factory", "auditor"})
    void onlyAdminsMakeAndRevokeTokens(String role) {
        make(role, expiry, "registrations:add").statusCode(403).body("permission", equalTo("tokens:change"));
        as("default", role)
                .contentType("application/json")
                .body(Map.of("reason", "x"))
                .post(TOKENS + "/" + UUID.randomUUID() + "/revoke")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator", "approver", "factory"})
    void onlyAdminsAndAuditorsSeeTokens(String role) {
        as("default", role).get(TOKENS).then().statusCode(403);
        as("default", role).get(TOKENS + "/" + UUID.randomUUID()).then().statusCode(403);
    }

    @Test
    void anInvalidRequestIsNamed() {
        for (var time : List.of(Instant.now().minusSeconds(1), Instant.now().plus(Duration.ofDays(367)))) {
            make("admin", time, "registrations:add").statusCode(400).body("detail", containsString("expiresAt"));
        }
        make("admin", expiry).statusCode(400).body("detail", containsString("permissions"));
        for (var body : List.of(
                "{\"name\":\"\",\"permissions\":[\"devices:read\"],\"expiresAt\":\"%s\"}".formatted(expiry),
                "{\"name\":\"a\\u0000\",\"permissions\":[\"devices:read\"],\"expiresAt\":\"%s\"}".formatted(expiry),
                "{\"name\":\"a\",\"permissions\":[null],\"expiresAt\":\"%s\"}".formatted(expiry),
                "{\"name\":\"a\",\"permissions\":[\"devices:read\"]}",
                "{\"name\":\"a\",\"permissions\":[\"devices:read\"],\"expiresAt\":\"tomorrow\"}")) {
            as("default", "admin")
                    .contentType("application/json")
                    .body(body)
                    .post(TOKENS)
                    .then()
                    .statusCode(400);
        }
        as("default", "admin").get(TOKENS + "/x").then().statusCode(400);
        as("default", "admin").get(TOKENS + "?cursor=YQ").then().statusCode(400);
    }

    @Test
    void aRevocationIsPublishedOnceAndFinal() {
        // Given
        var id = made("registrations:add").getString("details.id");

        // When
        revoke("default", id).statusCode(200).body("reason", equalTo("line 3 was sold"));
        var revoked = as("default", "admin").get(TOKENS + "/" + id).jsonPath();
        revoke("default", id).statusCode(200).body("revokedAt", equalTo(revoked.getString("revokedAt")));

        // Then
        assertThat(revoked.getString("revokedBy")).isEqualTo("admin@default");
        assertThat(audited(id, "POST " + TOKENS + "/{id}/revoke").reason()).isEqualTo("line 3 was sold");
        var events =
                TopicReader.await(Topics.TOKEN_REVOCATIONS, event -> event.key().equals(id), found -> !found.isEmpty());
        assertThat(events)
                .map(event -> event.data())
                .containsExactly(new TokenRevoked(TenantId.of("default"), UUID.fromString(id), expiry));
    }

    /** The service accepts the tokens that it makes, by the way all services do. */
    @Test
    void aTokenReadsTheTrailUntilItIsRevokedAndIsSeenToBeUsed() {
        // Given
        var made = made("audit:read");
        var id = made.getString("details.id");
        var token = made.getString("token");

        // When
        given().auth().oauth2(token).get("/api/audit/v1/records").then().statusCode(200);
        given().auth().oauth2(token).get(TOKENS).then().statusCode(403).body("permission", equalTo("tokens:read"));

        // Then
        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        as("default", "admin").get(TOKENS + "/" + id).then().body("lastUsedAt", not(nullValue())));

        // And
        revoke("default", id).statusCode(200);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> given().auth()
                .oauth2(token)
                .get("/api/audit/v1/records")
                .then()
                .statusCode(401)
                .body("token", equalTo("revoked")));
    }

    @Test
    void theLatestUseStays() {
        var id = UUID.fromString(made("audit:read").getString("details.id"));
        var last = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        TestKafka.publish(
                new TokenUsed(TenantId.of("default"), id, last),
                new TokenUsed(TenantId.of("default"), id, last.minusSeconds(60)));

        await().atMost(TIMEOUT).untilAsserted(() -> as("default", "admin")
                .get(TOKENS + "/" + id)
                .then()
                .body("lastUsedAt", equalTo(last.toString())));
    }

    /** By grants, whatever the service's code does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update machine_token set permissions = '{audit:read}'",
                "update machine_token set expires_at = now()",
                "update machine_token set tenant = 'other'",
                "delete from machine_token"
            })
    void theServiceCannotChangeWhatATokenWasMadeFor(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var running = connection.createStatement()) {
            assertThatThrownBy(() -> running.executeUpdate(statement))
                    .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                            .isEqualTo("42501"));
        }
    }

    private static AuditRecorded audited(String token, String operation) {
        return (AuditRecorded) TopicReader.await(
                        Topics.AUDIT,
                        event -> event.data() instanceof AuditRecorded record
                                && record.operation().equals(operation)
                                && record.target() != null
                                && record.target().id().equals(token),
                        found -> !found.isEmpty())
                .getFirst()
                .data();
    }

    private JsonPath made(String... permissions) {
        return make("admin", expiry, permissions)
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse make(String role, Instant expiresAt, String... permissions) {
        return as("default", role)
                .contentType("application/json")
                .body(Map.of("name", " line 3 ", "permissions", permissions, "expiresAt", expiresAt.toString()))
                .post(TOKENS)
                .then();
    }

    private static ValidatableResponse revoke(String tenant, String id) {
        return as(tenant, "admin")
                .contentType("application/json")
                .body(Map.of("reason", "line 3 was sold"))
                .post(TOKENS + "/" + id + "/revoke")
                .then();
    }
}
