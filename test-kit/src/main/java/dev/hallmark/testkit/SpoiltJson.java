package dev.hallmark.testkit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.Stream;

/**
 * An endpoint for operators that accepts JSON: any request is accepted, or refused with a reason, and never answered
 * with 500.
 *
 * @param token of somebody who may use it
 * @param good a body that is accepted
 */
public record SpoiltJson(String path, String token, String good) {

    /** Quarkus has every request and response formatted in case a test fails, which takes most of the time of these. */
    private static final RestAssuredConfig WITHOUT_LOGGING = RestAssuredConfig.config();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = "put something else here";

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "1.5",
            "1e400",
            "99999999999999999999999999",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"../../etc\"",
            "[]",
            "{}",
            "[null]",
            "{\"\":null}",
            "[".repeat(3_000) + "]".repeat(3_000),
            "\"" + "a".repeat(100_000) + "\"",
            "NaN",
            "'a'",
            "");

    /**
     * Replaces each value in turn with one that does not belong there.
     *
     * @param statuses that are expected; all but 201 with a problem
     */
    public void assertNothingIsAFault(Integer... statuses) {
        for (var body : spoilt()) {
            var answer = post(body);

            assertThat(answer.statusCode()).as(shortened(body)).isIn((Object[]) statuses);
            if (answer.statusCode() != 201) {
                assertThat(answer.contentType()).as(shortened(body)).startsWith("application/problem+json");
            }
        }
    }

    /** Each member in turn comes twice. */
    public void assertAMemberThatComesTwiceIsRefused() {
        for (var body : withOneTwice()) {
            var answer = post(body);

            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.contentType()).as(body).startsWith("application/problem+json");
            assertThat(answer.<String>path("type")).as(body).isEqualTo("https://hallmark.dev/problems/unreadable-json");
        }
    }

    private Response post(String body) {
        return given().config(WITHOUT_LOGGING)
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post(path);
    }

    private List<String> spoilt() {
        var tree = read(good);
        return pointers(JsonPointer.empty(), tree)
                .flatMap(at -> VALUES.stream().map(value -> spoilt(tree, at, value)))
                .toList();
    }

    private List<String> withOneTwice() {
        var tree = read(good);
        return pointers(JsonPointer.empty(), tree)
                .filter(at -> !at.matches() && tree.at(at.head()).isObject())
                .map(at ->
                        spoilt(tree, at, tree.at(at) + ",\"" + at.last().getMatchingProperty() + "\":" + tree.at(at)))
                .toList();
    }

    private static Stream<JsonPointer> pointers(JsonPointer here, JsonNode node) {
        var inside =
                switch (node) {
                    case ObjectNode object ->
                        object.propertyStream()
                                .flatMap(member -> pointers(here.appendProperty(member.getKey()), member.getValue()));
                    case ArrayNode array when !array.isEmpty() -> pointers(here.appendIndex(0), array.get(0));
                    default -> Stream.<JsonPointer>empty();
                };
        return Stream.concat(Stream.of(here), inside);
    }

    private static String spoilt(JsonNode tree, JsonPointer at, String value) {
        if (at.matches()) {
            return value;
        }
        var copy = tree.deepCopy();
        switch (copy.at(at.head())) {
            case ObjectNode object -> object.put(at.last().getMatchingProperty(), MARK);
            case ArrayNode array -> array.set(0, MARK);
            default -> throw new IllegalStateException(at.toString());
        }
        return copy.toString().replace("\"" + MARK + "\"", value);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String shortened(String body) {
        return body.substring(0, Math.min(300, body.length()));
    }
}
