package dev.hallmark.policy.policy;

import static dev.hallmark.policy.policy.PolicyCalls.POLICIES;
import static dev.hallmark.policy.policy.PolicyCalls.body;
import static dev.hallmark.policy.policy.PolicyCalls.createPolicy;
import static dev.hallmark.policy.policy.PolicyCalls.list;
import static dev.hallmark.policy.policy.PolicyCalls.name;
import static dev.hallmark.policy.policy.PolicyCalls.published;
import static dev.hallmark.policy.policy.PolicyCalls.read;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.policy.Surroundings;
import dev.hallmark.testkit.OperatorTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class PolicyAccessIT {

    @Inject
    PolicySeeds seeds;

    @Test
    void listsArePagedInTheOrderOfNames() {
        var tenant = "paged";
        List.of("b", "d", "a", "e", "c")
                .forEach(name -> createPolicy(tenant, "admin", body(name, "")).statusCode(201));

        var names = new ArrayList<String>();
        String cursor = "";
        while (cursor != null) {
            var page = given().auth()
                    .oauth2(OperatorTokens.token(tenant, "viewer"))
                    .get(POLICIES + "?limit=2&cursor=" + cursor)
                    .then()
                    .statusCode(200);
            names.addAll(page.extract().path("items.name"));
            cursor = page.extract().path("next");
        }

        assertThat(names).containsExactly("a", "b", "c", "d", "e", "seeded");
    }

    @Test
    void policiesOfAnotherTenantDoNotExist() {
        String id =
                createPolicy("default", "operator", body(name(), "")).extract().path("id");

        read(id, "other").statusCode(404).body("type", equalTo("https://hallmark.dev/problems/not-found"));
        read("nonsense", "default").statusCode(400).body("field", equalTo("id"));
        read(UUID.randomUUID().toString(), "default").statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "approver", "auditor", "factory"})
    void onlyOperatorsAndAdminsCreate(String role) {
        createPolicy("default", role, body(name(), "")).statusCode(403).contentType("application/problem+json");
    }

    @Test
    void aFactoryAndCallersWithoutATokenSeeNothing() {
        given().auth()
                .oauth2(OperatorTokens.token("default", "factory"))
                .get(POLICIES)
                .then()
                .statusCode(403);
        given().get(POLICIES).then().statusCode(401).contentType("application/problem+json");
        given().get("/api/policy/v1/targets").then().statusCode(401);
    }

    @Test
    void targetsAreListedWithTheirSchemas() {
        given().auth()
                .oauth2(OperatorTokens.token("default", "viewer"))
                .get("/api/policy/v1/targets")
                .then()
                .statusCode(200)
                .body("items.kind", hasItem("mosquitto"))
                .body("items.find { it.kind == 'mosquitto' }.settingsSchema.required", contains("host"))
                .body("items.find { it.kind == 'mosquitto' }.settingsSchema.properties.port.default", equalTo(8883));
    }

    @Test
    void configuredPoliciesAreThereOnceHoweverOftenAReplicaStarts() throws Throwable {
        // Given
        String id = list().body("items.findAll { it.name == 'seeded' }", hasSize(1))
                .body("items.find { it.name == 'seeded' }.target.settings.port", equalTo(18883))
                .extract()
                .path("items.find { it.name == 'seeded' }.id");

        // When
        io.quarkus.vertx.VertxContextSupport.subscribeAndAwait(() -> seeds.apply());

        // Then
        list().body("items.findAll { it.name == 'seeded' }", hasSize(1))
                .body("items.find { it.name == 'seeded' }.version", equalTo(1));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(published(id)).hasSize(1));
    }
}
