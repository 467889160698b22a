package dev.hallmark.registry;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.hallmark.events.policy.PolicyPublished;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.TestDevice;
import dev.hallmark.testkit.TestKafka;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The service as its callers have it, for tests. */
public final class Registry {

    public static final String API = "/api/registry/v1";
    public static final String JSON = "application/json";
    public static final String CSV = "text/csv; charset=UTF-8";

    private Registry() {}

    public static RequestSpecification as(String tenant, String... roles) {
        return given().auth().oauth2(OperatorTokens.token(tenant, roles));
    }

    public static RequestSpecification operator(String tenant) {
        return as(tenant, "operator");
    }

    /** A tenant of its own for a test, so that tests do not see each other. */
    public static String tenant() {
        return Surroundings.nextTenant();
    }

    public static String deviceId() {
        return TestDevice.randomId().hex();
    }

    public static List<String> deviceIds(int count) {
        return Stream.generate(Registry::deviceId).limit(count).toList();
    }

    public static String json(List<String> ids) {
        return ids.stream().collect(Collectors.joining("\",\n\"", "{\"devices\":[\n\"", "\"\n]}"));
    }

    public static Response register(String tenant, String type, String file) {
        return as(tenant, "factory").contentType(type).body(file).post(API + "/registrations");
    }

    /** Publishes a policy and gives its id. */
    public static String publishPolicy(String tenant) {
        var id = UUID.randomUUID().toString();
        TestKafka.publish(TestKafka.event(
                tenant,
                new PolicyPublished(
                        id, "policy-" + id, 1, "mosquitto", "default", List.of(), List.of(), false, null, null)));
        return id;
    }

    /** Publishes a policy and makes a batch of it. */
    public static String batch(String tenant, boolean registerOnImport) {
        var policy = publishPolicy(tenant);
        var body = "{\"name\":\"batch-%s\",\"policy\":\"%s\",\"registerOnImport\":%s}"
                .formatted(UUID.randomUUID(), policy, registerOnImport);
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> operator(tenant)
                                .contentType(ContentType.JSON)
                                .body(body)
                                .post(API + "/batches"),
                        response -> response.statusCode() == 201)
                .path("id");
    }

    public static Response add(String tenant, String batch, String type, String file) {
        return operator(tenant).contentType(type).body(file).post(API + "/batches/" + batch + "/devices");
    }

    public static Response get(String tenant, String path) {
        return as(tenant, "viewer").get(API + path);
    }
}
