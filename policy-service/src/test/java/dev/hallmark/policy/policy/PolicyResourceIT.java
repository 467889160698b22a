package dev.hallmark.policy.policy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Topics;
import dev.hallmark.events.policy.PolicyPublished;
import dev.hallmark.policy.TestKeys;
import dev.hallmark.policy.TestTokens;
import dev.hallmark.policy.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(TestKeys.class)
class PolicyResourceIT {

    private static final String POLICIES = "/api/policy/v1/policies";

    @Inject
    TestTopics topics;

    @Inject
    PolicySeeds seeds;

    @Test
    void aPolicyIsCreatedAndPublishedWhole() {
        // Given
        var name = name();
        var body =
                """
                {"name":"%s","target":{"kind":"mosquitto","settings":{"host":"mqtt.example.com","port":8884}},
                 "certificate":{"profile":"short"},
                 "attestation":{"algorithms":["ES256"],"rootsOfTrust":["qdid"],"allowUnbound":true}}
                """
                        .formatted(name);

        // When
        var created = create("default", "operator", body).statusCode(201).body("version", equalTo(1));

        // Then
        String id = created.extract().path("id");
        created.header("Location", org.hamcrest.Matchers.endsWith(POLICIES + "/" + id));
        read(id, "default")
                .statusCode(200)
                .body("name", equalTo(name))
                .body("target.settings.port", equalTo(8884))
                .body("certificate.profile", equalTo("short"))
                .body("attestation.allowUnbound", equalTo(true))
                .body("createdAt", notNullValue());
        await().untilAsserted(() -> assertThat(published(id))
                .containsExactly(new PolicyPublished(
                        id, name, 1, "mosquitto", "short", List.of("ES256"), List.of("qdid"), true)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"kind":"mosquitto","settings":{"host":"a","port":70000}}       | target.settings.port
            {"kind":"mosquitto","settings":{"host":"a","port":"x"}}         | target.settings.port
            {"kind":"mosquitto","settings":{"port":8883}}                   | target.settings.host
            {"kind":"mosquitto"}                                            | target.settings.host
            {"kind":"mosquitto","settings":{"host":"a b"}}                  | target.settings.host
            {"kind":"mosquitto","settings":{"host":"a","qos":1}}            | target.settings.qos
            {"kind":"carrier-pigeon","settings":{}}                         | target.kind
            {"settings":{}}                                                 | target.kind
            """)
    void whatIsWrongWithATargetIsSaidByField(String target, String field) {
        create("default", "operator", "{\"name\":\"%s\",\"target\":%s}".formatted(name(), target))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://hallmark.dev/problems/invalid-request"))
                .body("errors.field", contains(field))
                .body("detail", org.hamcrest.Matchers.containsString(field));
    }

    @Test
    void unknownAlgorithmsAndBadNamesAreRefused() {
        create("default", "operator", body(name(), ",\"attestation\":{\"algorithms\":[\"none\"]}"))
                .statusCode(400)
                .body("errors.field", contains("attestation.algorithms"));
        create("default", "operator", body("a b", "")).statusCode(400).body("errors.field", contains("name"));
        create("default", "operator", body(UUID.randomUUID().toString(), ""))
                .statusCode(400)
                .body("errors.field", contains("name"));
        create("default", "operator", body(name(), ",\"colour\":\"red\""))
                .statusCode(400)
                .body("field", equalTo("colour"));
    }

    @Test
    void aNameIsUniqueWithinItsTenant() {
        var name = name();
        create("default", "operator", body(name, "")).statusCode(201);

        create("default", "operator", body(name, "")).statusCode(409).body("field", equalTo("name"));
        create("other", "operator", body(name, "")).statusCode(201);
    }

    @Test
    void ofManyAtOnceWithOneNameOneWins() {
        var name = name();

        var statuses = IntStream.range(0, 8)
                .parallel()
                .map(n ->
                        create("default", "operator", body(name, "")).extract().statusCode())
                .boxed()
                .toList();

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @Test
    void listsArePagedInTheOrderOfNames() {
        var tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
        List.of("b", "d", "a", "e", "c")
                .forEach(name -> create(tenant, "admin", body(name, "")).statusCode(201));

        var names = new ArrayList<String>();
        String cursor = "";
        while (cursor != null) {
            var page = given().auth()
                    .oauth2(TestTokens.operator(tenant, "viewer"))
                    .get(POLICIES + "?limit=2&cursor=" + cursor)
                    .then()
                    .statusCode(200);
            names.addAll(page.extract().path("items.name"));
            cursor = page.extract().path("next");
        }

        assertThat(names).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void policiesOfAnotherTenantDoNotExist() {
        String id = create("default", "operator", body(name(), "")).extract().path("id");

        read(id, "other").statusCode(404).body("type", equalTo("https://hallmark.dev/problems/not-found"));
        read("nonsense", "default").statusCode(404);
        read(UUID.randomUUID().toString(), "default").statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "approver", "auditor", "factory"})
    void onlyOperatorsAndAdminsCreate(String role) {
        create("default", role, body(name(), "")).statusCode(403).contentType("application/problem+json");
    }

    @Test
    void theProgrammingLineAndStrangersSeeNothing() {
        given().auth()
                .oauth2(TestTokens.operator("default", "factory"))
                .get(POLICIES)
                .then()
                .statusCode(403);
        given().get(POLICIES).then().statusCode(401).contentType("application/problem+json");
        given().get("/api/policy/v1/targets").then().statusCode(401);
    }

    @Test
    void targetsAreListedWithTheirSchemas() {
        given().auth()
                .oauth2(TestTokens.operator("default", "viewer"))
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
        io.quarkus.vertx.VertxContextSupport.subscribeAndAwait(() -> seeds.plant());

        // Then
        list().body("items.findAll { it.name == 'seeded' }", hasSize(1))
                .body("items.find { it.name == 'seeded' }.version", equalTo(1));
        await().untilAsserted(() -> assertThat(published(id)).hasSize(1));
    }

    private static ValidatableResponse list() {
        return given().auth()
                .oauth2(TestTokens.operator("default", "viewer"))
                .get(POLICIES + "?limit=1000")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse read(String id, String tenant) {
        return given().auth()
                .oauth2(TestTokens.operator(tenant, "viewer"))
                .get(POLICIES + "/" + id)
                .then();
    }

    private static ValidatableResponse create(String tenant, String role, String body) {
        return given().auth()
                .oauth2(TestTokens.operator(tenant, role))
                .contentType(ContentType.JSON)
                .body(body)
                .post(POLICIES)
                .then();
    }

    private List<PolicyPublished> published(String id) {
        return topics.read(Topics.POLICIES, Duration.ofMillis(300)).stream()
                .map(event -> (PolicyPublished) event.data())
                .filter(policy -> policy.policy().equals(id))
                .toList();
    }

    private static String name() {
        return "p-" + UUID.randomUUID().toString().substring(0, 13);
    }

    private static String body(String name, String more) {
        return "{\"name\":\"%s\",\"target\":{\"kind\":\"mosquitto\",\"settings\":{\"host\":\"localhost\"}}%s}"
                .formatted(name, more);
    }
}
