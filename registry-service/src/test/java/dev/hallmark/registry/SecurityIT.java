package dev.hallmark.registry;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.testkit.OperatorTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class SecurityIT {

    private static final List<String> ROLES = List.of("viewer", "operator", "approver", "admin", "factory", "auditor");
    private static final String ID = "a".repeat(64);
    private static final String UUID = "00000000-0000-4000-8000-000000000000";

    static Stream<Arguments> doors() {
        return Stream.of(
                Arguments.of("POST", "/registrations", "factory admin"),
                Arguments.of("POST", "/batches", "operator admin"),
                Arguments.of("POST", "/factory-keys", "admin"),
                Arguments.of("POST", "/factory-keys/kid/revoke", "admin"),
                Arguments.of("GET", "/factory-keys", "viewer operator approver admin auditor"),
                Arguments.of("POST", "/batches/" + UUID + "/devices", "operator admin"),
                Arguments.of("POST", "/batches/" + UUID + "/move", "operator admin"),
                Arguments.of("POST", "/devices/" + ID + "/suspend", "operator admin"),
                Arguments.of("POST", "/devices/" + ID + "/resume", "operator admin"),
                Arguments.of("POST", "/devices/" + ID + "/retire", "operator admin"),
                Arguments.of("POST", "/devices/" + ID + "/re-enrol", "operator admin"),
                Arguments.of("POST", "/devices/" + ID + "/revoke", "operator admin"),
                Arguments.of("GET", "/batches", "viewer operator approver admin auditor"),
                Arguments.of("GET", "/batches/" + UUID, "viewer operator approver admin auditor"),
                Arguments.of("GET", "/devices", "viewer operator approver admin auditor"),
                Arguments.of("GET", "/onboardings", "viewer operator approver admin auditor"),
                Arguments.of("GET", "/devices/" + ID, "viewer operator approver admin auditor"),
                Arguments.of("GET", "/devices/" + ID + "/timeline", "viewer operator approver admin auditor"),
                Arguments.of("GET", "/imports/" + UUID, "viewer operator approver admin auditor factory"),
                Arguments.of("GET", "/imports/" + UUID + "/events", "viewer operator approver admin auditor factory"));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void eachEndpointIsOpenToItsRolesOnly(String method, String path, String allowed) {
        for (var role : ROLES) {
            var answer = Registry.as("default", role)
                    .contentType(Registry.JSON)
                    .body(method.equals("GET") ? "" : "{}")
                    .request(method, Registry.API + path);
            if (Arrays.asList(allowed.split(" ", -1)).contains(role)) {
                answer.then().statusCode(not(403)).statusCode(not(401)).statusCode(not(500));
            } else {
                answer.then().statusCode(403).contentType("application/problem+json");
            }
        }
        Registry.as("default")
                .contentType(Registry.JSON)
                .request(method, Registry.API + path)
                .then()
                .statusCode(403);
        given().contentType(Registry.JSON)
                .request(method, Registry.API + path)
                .then()
                .statusCode(401);
        given().contentType(Registry.JSON)
                .auth()
                .oauth2(OperatorTokens.token("default", "admin") + "x")
                .request(method, Registry.API + path)
                .then()
                .statusCode(401);
    }

    @Test
    void aTokenOfAnUnknownTenantIsRefused() {
        for (var tenant : List.of("unknown", "Not A Tenant", "")) {
            Registry.as(tenant, "admin")
                    .get(Registry.API + "/devices")
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json");
        }
    }

    @Test
    void aFactorySeesReportsOfRegistrationsOnly() {
        // Given
        var tenant = Registry.tenant();
        var file = Registry.json(List.of(Registry.deviceId()));
        var registration = Registry.register(tenant, Registry.JSON, file).<String>path("import");
        var batch = Registry.add(tenant, Registry.batch(tenant, true), Registry.JSON, file)
                .<String>path("import");

        // Then
        Registry.as(tenant, "factory")
                .get(Registry.API + "/imports/" + registration)
                .then()
                .statusCode(200);
        for (var path : List.of("/imports/" + batch, "/imports/" + batch + "/events")) {
            Registry.as(tenant, "factory").get(Registry.API + path).then().statusCode(404);
            Registry.as(tenant, "factory", "unknown")
                    .get(Registry.API + path)
                    .then()
                    .statusCode(404);
        }
        Registry.as(tenant, "factory", "auditor")
                .get(Registry.API + "/imports/" + batch)
                .then()
                .statusCode(200);
        Registry.get(Registry.tenant(), "/imports/" + batch).then().statusCode(404);
    }

    @Test
    void largeBodiesAreForFilesOnly() {
        Registry.operator("default")
                .contentType(Registry.JSON)
                .body("{\"name\":\"" + "x".repeat(1_100_000) + "\"}")
                .post(Registry.API + "/batches")
                .then()
                .statusCode(413)
                .body("type", equalTo("https://hallmark.dev/problems/too-large"));
    }
}
