package dev.hallmark.policy;

import static io.restassured.RestAssured.given;

import dev.hallmark.testkit.OperatorTokens;
import io.restassured.http.ContentType;
import java.util.UUID;

/** Makes policies by the operators' API. */
public final class TestPolicies {

    private TestPolicies() {}

    /** A new policy for a Mosquitto at {@code mqtt.example.com:8884}; gives its id. */
    public static String mosquitto(String tenant) {
        return create(tenant, "{\"kind\":\"mosquitto\",\"settings\":{\"host\":\"mqtt.example.com\",\"port\":8884}}");
    }

    public static String create(String tenant, String target) {
        return given().auth()
                .oauth2(OperatorTokens.token(tenant, "operator"))
                .contentType(ContentType.JSON)
                .body("{\"name\":\"p-%s\",\"target\":%s}"
                        .formatted(UUID.randomUUID().toString().substring(9), target))
                .post("/api/policy/v1/policies")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Gives the policy another target. */
    public static void change(String tenant, String id, String target) {
        var token = OperatorTokens.token(tenant, "operator");
        String name = given().auth()
                .oauth2(token)
                .get("/api/policy/v1/policies/" + id)
                .path("name");
        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body("{\"name\":\"%s\",\"target\":%s}".formatted(name, target))
                .put("/api/policy/v1/policies/" + id)
                .then()
                .statusCode(200);
    }
}
