package dev.hallmark.operator.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.testkit.OperatorTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(OperatorTokens.class)
class AccessIT {

    private static final String API = "/api/test/v1";
    private static final String ID = "a".repeat(64);

    @ParameterizedTest
    @ValueSource(strings = {"/api/test/v1/forgotten", "/elsewhere"})
    void anEndpointWithoutADeclarationIsRefused(String path) {
        refused(as("default", "admin").get(path).then(), 403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/things",
                "/things/not-an-id",
                "/things?limit=x",
                "/things/" + "a/certificates/b/c/d",
                "/forgotten",
                "/public",
                "/nowhere",
                "/things/a/b/c/d/e/f/g"
            })
    void theTokenIsRequiredBeforeAnythingElse(String path) {
        unauthorized(given().get(API + path).then(), "missing")
                .header("WWW-Authenticate", "Bearer")
                .body("detail", equalTo("There is no bearer token; send one as \"Authorization: Bearer <token>\"."));
    }

    @Test
    void whatIsPublicOutsideOfTheApiNeedsNoToken() {
        assertThat(given().get("/elsewhere/public").asString()).isEqualTo("open");
    }

    @Test
    void aPermissionIsRequiredOutsideOfTheApiToo() {
        unauthorized(given().get("/elsewhere/guarded").then(), "missing");
        refused(as("default", "factory").get("/elsewhere/guarded").then(), 403, "forbidden");
        assertThat(as("default", "viewer").get("/elsewhere/guarded").asString()).isEqualTo("guarded");
    }

    @Test
    void aCallerWithThePermissionIsAccepted() {
        assertThat(as("other", "viewer").get(API + "/things").asString()).isEqualTo("other viewer@other 50 null false");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void thePermissionOfAMethodTakesThePlaceOfItsClasss(Role role) {
        var answer = as("default", role.toString())
                .contentType("application/json")
                .body("{}")
                .post(API + "/things");

        assertThat(answer.statusCode())
                .isEqualTo(Permission.DEVICES_CHANGE.roles().contains(role) ? 200 : 403);
    }

    @Test
    void aRefusalNamesThePermissionAndWhoHasIt() {
        refused(
                        as("default", "viewer")
                                .contentType("application/json")
                                .body("{}")
                                .post(API + "/things")
                                .then(),
                        403,
                        "forbidden")
                .body("permission", equalTo("devices:change"))
                .body("roles", contains("operator", "admin"))
                .body(
                        "detail",
                        equalTo("This needs the permission devices:change, which the roles operator and admin have."));
        refused(as("default", "operator").post(API + "/things/keys").then(), 403, "forbidden")
                .body("detail", equalTo("This needs the permission factory-keys:change, which the role admin has."));
    }

    @Test
    void aTokenWithoutAKnownRoleIsForbidden() {
        refused(as("default").get(API + "/things").then(), 403, "forbidden");
        refused(as("default", "Admin", "root").get(API + "/things").then(), 403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unheard-of", "Not A Tenant", ""})
    void aTokenOfAnUnknownTenantIsForbidden(String tenant) {
        refused(as(tenant, "admin").get(API + "/things/" + ID).then(), 403, "forbidden")
                .body("detail", equalTo("The token's claim tenant names no tenant that is served here."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "e30.e30.e30"})
    void aMalformedTokenIsUnreadable(String token) {
        unauthorized(given().auth().oauth2(token).get(API + "/things").then(), "unreadable");
    }

    @Test
    void aTokenOfAnotherKeyOrForAnotherAudienceIsNotAccepted() {
        var ours = OperatorTokens.token("default", "admin");
        var forged = ours.substring(0, ours.lastIndexOf('.') + 1) + "A".repeat(342);
        var elsewhere = OperatorTokens.token("hallmark", Instant.now().plusSeconds(60), "default", "admin");

        unauthorized(given().auth().oauth2(forged).get(API + "/things").then(), "not-accepted");
        unauthorized(given().auth().oauth2(elsewhere).get(API + "/things").then(), "not-accepted");
    }

    @Test
    void anExpiredTokenIsRefusedWithItsExpiry() {
        var expiry = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
        var token = OperatorTokens.token("hallmark-api", expiry, "default", "admin");

        unauthorized(given().auth().oauth2(token).get(API + "/things").then(), "expired")
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                .body("expiredAt", equalTo(expiry.toString()))
                .body("detail", equalTo("The bearer token expired at " + expiry + "; get a new one."));
    }

    /** The audit trail names the actor of each change. */
    @Test
    void aTokenWithoutASubjectIsNotAccepted() {
        unauthorized(
                given().auth()
                        .oauth2(OperatorTokens.withoutSubject())
                        .get(API + "/things")
                        .then(),
                "not-accepted");
    }

    /** The expiry in a forged token is meaningless. */
    @Test
    void anExpiredTokenOfAnotherKeyIsNotAccepted() {
        var expired = OperatorTokens.token("hallmark-api", Instant.now().minusSeconds(3600), "default", "admin");
        var forged = expired.substring(0, expired.lastIndexOf('.') + 1) + "A".repeat(342);

        unauthorized(given().auth().oauth2(forged).get(API + "/things").then(), "not-accepted");
    }

    @Test
    void everyRoleInTheTableHasItsNameInLowerCase() {
        assertThat(Role.values()).allSatisfy(role -> assertThat(role.toString())
                .isEqualTo(role.name().toLowerCase(Locale.ROOT)));
    }

    private static RequestSpecification as(String tenant, String... roles) {
        return given().auth().oauth2(OperatorTokens.token(tenant, roles));
    }

    @CanIgnoreReturnValue
    private static ValidatableResponse unauthorized(ValidatableResponse answer, String token) {
        return refused(answer, 401, "unauthorized").body("token", equalTo(token));
    }

    @CanIgnoreReturnValue
    private static ValidatableResponse refused(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("https://hallmark.dev/problems/" + code));
    }
}
