package dev.hallmark.policy.policy;

import static dev.hallmark.policy.policy.PolicyCalls.POLICIES;
import static dev.hallmark.policy.policy.PolicyCalls.body;
import static dev.hallmark.policy.policy.PolicyCalls.change;
import static dev.hallmark.policy.policy.PolicyCalls.createPolicy;
import static dev.hallmark.policy.policy.PolicyCalls.name;
import static dev.hallmark.policy.policy.PolicyCalls.published;
import static dev.hallmark.policy.policy.PolicyCalls.read;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.policy.PolicyPublished;
import dev.hallmark.policy.Surroundings;
import dev.hallmark.testkit.OperatorTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class PolicyVersionsIT {

    private static final String STRICT = ",\"attestation\":{\"algorithms\":[\"ES256\"]}";

    private final String name = name();

    @Test
    void aChangeIsANewVersionAndIsPublishedWhole() {
        // Given
        var id = create();

        // When
        change(id, body(name, STRICT), null)
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("version", equalTo(2))
                .body("attestation.algorithms", contains("ES256"));

        // Then
        read(id, "default").statusCode(200).header("ETag", "\"2\"").body("version", equalTo(2));
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(published(id))
                .extracting(PolicyPublished::version, PolicyPublished::algorithms)
                .containsExactly(tuple(1, List.of()), tuple(2, List.of("ES256"))));
    }

    @Test
    void everyVersionIsKeptWithWhoMadeIt() {
        // Given
        var id = create();
        change(id, body(name, STRICT), null).statusCode(200);

        // When
        var versions = get(id, "/versions?limit=1").statusCode(200);

        // Then
        versions.body("items.version", contains(2))
                .body("items[0].changedBy", equalTo("operator@default"))
                .body("items[0].changedAt", notNullValue());
        String next = versions.extract().path("next");
        get(id, "/versions?limit=1&cursor=" + next)
                .statusCode(200)
                .body("items.version", contains(1))
                .body("containsKey('next')", equalTo(false));
        get(id, "/versions/1").statusCode(200).body("attestation.algorithms", equalTo(List.of()));
        get(id, "/versions/2").statusCode(200).body("attestation.algorithms", contains("ES256"));
        get(id, "/versions/3").statusCode(404);
        get(id, "/versions?cursor=eA").statusCode(400).body("errors.field", contains("cursor"));
    }

    @Test
    void whatAPolicySaysAlreadyIsNoNewVersion() {
        var id = create();

        change(id, body(name, ""), null).statusCode(200).body("version", equalTo(1));

        get(id, "/versions").body("items.version", contains(1));
    }

    /** A definition of before there was a choice says what it says now with the default. */
    @Test
    void theMinimumOfTlsIsChangedAndWritingTheDefaultOutIsNoChange() {
        var id = create();

        change(id, body(name, ",\"attestation\":{\"minimumTls\":\"1.2\"}"), null)
                .body("version", equalTo(1));
        change(id, body(name, ",\"attestation\":{\"minimumTls\":\"1.3\"}"), null)
                .body("version", equalTo(2))
                .body("attestation.minimumTls", equalTo("1.3"));
    }

    @Test
    void aChangeOfAVersionThatIsNoLongerTheNewestIsRefused() {
        // Given
        var id = create();
        change(id, body(name, STRICT), "\"1\"").statusCode(200);

        // When
        var refused = change(id, body(name, ""), "\"1\"");

        // Then
        refused.statusCode(412)
                .contentType("application/problem+json")
                .body("type", equalTo("https://hallmark.dev/problems/policy-changed"));
        read(id, "default").body("version", equalTo(2));
    }

    @Test
    void ofManyChangesAtOnceToOneVersionOneHappens() {
        var id = create();

        var statuses = IntStream.range(0, 8)
                .parallel()
                .map(n -> change(id, body(name, ",\"certificate\":{\"profile\":\"p%d\"}".formatted(n)), "\"1\"")
                        .extract()
                        .statusCode())
                .boxed()
                .toList();

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
        get(id, "/versions").body("items.version", contains(2, 1));
    }

    @Test
    void aPolicyKeepsItsNameAndItsTenant() {
        var id = create();

        change(id, body(name(), ""), null).statusCode(400).body("errors.field", contains("name"));
        put(id, "other", "operator").statusCode(404);
        change(UUID.randomUUID().toString(), body(name, ""), null).statusCode(404);
        change("nonsense", body(name, ""), null).statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "approver", "auditor", "factory"})
    void onlyOperatorsAndAdminsChange(String role) {
        put(create(), "default", role).statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/versions", "/versions/1"})
    void versionsAreNobodyElses(String path) {
        var id = create();

        for (var caller :
                List.of(OperatorTokens.token("default", "factory"), OperatorTokens.token("other", "viewer"))) {
            assertThat(given().auth()
                            .oauth2(caller)
                            .get(POLICIES + "/" + id + path)
                            .statusCode())
                    .isIn(403, 404);
        }
    }

    private String create() {
        return createPolicy("default", "operator", body(name, ""))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private ValidatableResponse put(String id, String tenant, String role) {
        return given().auth()
                .oauth2(OperatorTokens.token(tenant, role))
                .contentType("application/json")
                .body(body(name, STRICT))
                .put(POLICIES + "/" + id)
                .then();
    }

    private static ValidatableResponse get(String id, String path) {
        return given().auth()
                .oauth2(OperatorTokens.token("default", "auditor"))
                .get(POLICIES + "/" + id + path)
                .then();
    }
}
