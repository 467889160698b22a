package dev.hallmark.registry;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL has no place for NUL in text; what comes in with one is the caller's fault, not ours. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class ControlCharactersIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name               | {'name':'a\\u0000','policy':'p'}",
                "policy             | {'name':'a','policy':'p\\u0000'}",
                "rootOfTrust        | {'name':'a','policy':'p','rootOfTrust':'tpm\\u0000'}",
                "attributes[a].<map value> | {'name':'a','policy':'p','attributes':{'a':'\\u0000'}}"
            },
            quoteCharacter = '`')
    void aBatchHasNone(String field, String body) {
        var answer = post("/batches", body);

        refused(answer, field);
    }

    @Test
    void theNameOfAnAttributeHasNone() {
        post("/batches", "{'name':'a','policy':'p','attributes':{'a\\u0000':'b'}}")
                .then()
                .statusCode(400);
    }

    @Test
    void aReasonHasNoneButLinesAndTabs() {
        var path = "/devices/" + Registry.deviceId() + "/revoke";

        refused(post(path, "{'reason':'stolen\\u0000'}"), "reason");

        post(path, "{'reason':'stolen\\n\\tby night'}").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "batch", "policy", "state"})
    void aSearchHasNone(String parameter) {
        refused(get("/devices?" + parameter + "=a%00"), parameter);
    }

    @Test
    void theNameOfABatchInAPathHasNone() {
        refused(get("/batches/a%00"), "batch");
        refused(
                Registry.operator("default")
                        .urlEncodingEnabled(false)
                        .contentType(Registry.JSON)
                        .body("{}")
                        .post(Registry.API + "/batches/a%00/devices"),
                "batch");
    }

    @Test
    void aCursorHasNone() {
        get("/batches?cursor=AAAA").then().statusCode(400).body("field", equalTo("cursor"));
    }

    private static Response get(String path) {
        return Registry.as("default", "viewer").urlEncodingEnabled(false).get(Registry.API + path);
    }

    private static Response post(String path, String body) {
        return Registry.operator("default")
                .contentType(Registry.JSON)
                .body(body.replace('\'', '"'))
                .post(Registry.API + path);
    }

    private static void refused(Response answer, String field) {
        answer.then().statusCode(400).contentType("application/problem+json").body("errors.field", contains(field));
    }
}
