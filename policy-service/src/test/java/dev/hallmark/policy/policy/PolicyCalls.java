package dev.hallmark.policy.policy;

import static io.restassured.RestAssured.given;

import dev.hallmark.events.Topics;
import dev.hallmark.events.policy.PolicyPublished;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.TopicReader;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;

/** Requests of operators about policies. */
final class PolicyCalls {

    static final String POLICIES = "/api/policy/v1/policies";

    private PolicyCalls() {}

    static ValidatableResponse list() {
        return given().auth()
                .oauth2(OperatorTokens.token("default", "viewer"))
                .get(POLICIES + "?limit=1000")
                .then()
                .statusCode(200);
    }

    static ValidatableResponse read(String id, String tenant) {
        return given().auth()
                .oauth2(OperatorTokens.token(tenant, "viewer"))
                .get(POLICIES + "/" + id)
                .then();
    }

    static ValidatableResponse createPolicy(String tenant, String role, String body) {
        return given().auth()
                .oauth2(OperatorTokens.token(tenant, role))
                .contentType(ContentType.JSON)
                .body(body)
                .post(POLICIES)
                .then();
    }

    /** {@code ifMatch} may be null. */
    static ValidatableResponse change(String id, String body, String ifMatch) {
        var request = given().auth()
                .oauth2(OperatorTokens.token("default", "operator"))
                .contentType(ContentType.JSON)
                .body(body);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put(POLICIES + "/" + id)
                .then();
    }

    /** All versions of a policy that have been published. */
    static List<PolicyPublished> published(String id) {
        try (var policies =
                TopicReader.events(Topics.POLICIES, event -> event.key().equals(id))) {
            return policies.read().stream()
                    .map(event -> (PolicyPublished) event.data())
                    .toList();
        }
    }

    static String name() {
        return "p-" + UUID.randomUUID().toString().substring(0, 13);
    }

    static String body(String name, String more) {
        return "{\"name\":\"%s\",\"target\":{\"kind\":\"mosquitto\",\"settings\":{\"host\":\"localhost\"}}%s}"
                .formatted(name, more);
    }
}
