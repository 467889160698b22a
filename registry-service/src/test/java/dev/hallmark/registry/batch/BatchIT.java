package dev.hallmark.registry.batch;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class BatchIT {

    @Test
    void aBatchNamesAKnownPolicyByIdOrName() {
        var tenant = Registry.tenant();
        var batch = Registry.batch(tenant, false);
        var policy = Registry.get(tenant, "/batches/" + batch).<String>path("policy");

        create(
                        tenant,
                        "{\"name\":\"Lamps 1\",\"policy\":\"policy-%s\",\"rootOfTrust\":\"qdid\",\"attributes\":{\"line\":\"7\"}}"
                                .formatted(policy))
                .then()
                .statusCode(201)
                .body("policy", equalTo(policy))
                .body("attributes.line", equalTo("7"))
                .body("createdBy", equalTo("operator@" + tenant));
        Registry.get(tenant, "/batches/Lamps 1").then().statusCode(200).body("rootOfTrust", equalTo("qdid"));
        Registry.get(tenant, "/batches").then().body("items.name", hasItem("Lamps 1"));
    }

    @Test
    void anInvalidBatchIsRefusedWithTheFieldAtFault() {
        var tenant = Registry.tenant();
        var policy = Registry.get(tenant, "/batches/" + Registry.batch(tenant, false))
                .<String>path("policy");
        var good = "{\"name\":\"A\",\"policy\":\"%s\"}".formatted(policy);

        create(tenant, "{\"name\":\"A\",\"policy\":\"unknown\"}")
                .then()
                .statusCode(422)
                .body("type", equalTo("https://hallmark.dev/problems/unknown-policy"))
                .body("field", equalTo("policy"))
                .body("policies", contains("policy-" + policy))
                .body("detail", containsString("; the only one is policy-" + policy + "."));
        create(tenant, "{\"name\":\"A/B\"}").then().statusCode(400).body("errors.field", contains("name", "policy"));
        create(tenant, "{\"name\":").then().statusCode(400);
        create(tenant, good).then().statusCode(201);
        create(tenant, good).then().statusCode(409).body("field", equalTo("name"));
        create(Registry.tenant(), good).then().statusCode(422);
    }

    @Test
    void onlyRegisteredDevicesComeInUnlessTheBatchRegistersThem() {
        // Given
        var tenant = Registry.tenant();
        var ids = Registry.deviceIds(2);
        Registry.register(tenant, Registry.JSON, Registry.json(ids.subList(0, 1)))
                .then()
                .statusCode(202);
        var strict = Registry.batch(tenant, false);
        var open = Registry.batch(tenant, true);

        // Then
        Registry.add(tenant, strict, Registry.JSON, Registry.json(ids))
                .then()
                .body("accepted", equalTo(1))
                .body("errors.reason", contains("not registered by a factory"))
                .body("errors.line", contains(3));
        Registry.add(tenant, open, Registry.JSON, Registry.json(ids))
                .then()
                .body("accepted", equalTo(1))
                .body("errors.reason", contains("already in another batch"))
                .body("errors.line", contains(2));
        Registry.add(tenant, open, Registry.JSON, Registry.json(ids.subList(1, 2)))
                .then()
                .body("duplicate", equalTo(1));
    }

    private static Response create(String tenant, String body) {
        return Registry.operator(tenant).contentType(Registry.JSON).body(body).post(Registry.API + "/batches");
    }
}
