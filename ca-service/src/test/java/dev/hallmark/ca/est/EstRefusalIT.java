package dev.hallmark.ca.est;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.testkit.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class EstRefusalIT {

    private final TestDevice device = TestDevice.unmet();
    private final String request = Base64.getEncoder().encodeToString(device.request("CN=any"));

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @Test
    void whatDoesNotComeThroughTheGateway() {
        var answer = RestAssured.given()
                .header("Authorization", "Bearer " + device.token())
                .body(device.request("CN=any"))
                .contentType("application/pkcs10")
                .post("/.well-known/est/default/simpleenroll");

        Est.assertProblem(answer, 401, "connection-required");
    }

    @Test
    void credentialsThatAreNoGoodToken() {
        var foreign = device.token(Map.of("aud", "elsewhere"));
        var expired = device.token(Map.of("exp", 1_000_000));
        var good = device.token();
        var forged = good.substring(0, good.lastIndexOf('.') + 1) + "A".repeat(86);

        for (var authorization : List.of(
                "",
                "Bearer ",
                "Bearer junk",
                "Basic junk",
                "Basic am9iOmp1bms=",
                "Bearer " + foreign,
                "Bearer " + expired,
                "Bearer " + forged,
                "Bearer " + device.lookAlikeToken(),
                "Bearer " + device.lookAlikeToken().replaceFirst("\\.[^.]*$", "."))) {
            var answer = Est.post("default", "simpleenroll", authorization, request);

            Est.assertUnauthorized(answer, "Basic realm=\"EST\"", "Bearer");
        }
    }

    @Test
    void anotherTenantsLabel() {
        Est.assertProblem(Est.post("other", "simpleenroll", "Bearer " + device.token(), request), 403, "wrong-label");
        Est.assertProblem(Est.post("nobody", "simpleenroll", "Bearer " + device.token(), request), 404, "not-found");
        Est.assertProblem(Est.get("nobody", "cacerts"), 404, "not-found");
        Est.assertProblem(Est.get("Not-A-Label", "csrattrs"), 404, "not-found");
    }

    @Test
    void anotherKeysRequest() {
        var other = TestDevice.unmet().request("CN=any");

        Est.assertProblem(Est.enrol(device.token(), other), 403, "key-not-attested");
    }

    @Test
    void bodiesThatAreNoRequest() {
        var token = "Bearer " + device.token();

        Est.assertProblem(Est.post("default", "simpleenroll", token, "?!"), 400, "malformed-request");
        Est.assertProblem(Est.post("default", "simpleenroll", token, ""), 400, "malformed-request");
        Est.assertProblem(Est.post("default", "simpleenroll", token, "AAAA"), 400, "malformed-request");
        Est.assertProblem(Est.post("default", "simpleenroll", token, "A".repeat(40_000)), 413, "request-too-large");
        var certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        assertThat(Est.post("default", "simpleenroll", token, certificate)
                        .jsonPath()
                        .getString("detail"))
                .isEqualTo("The body is PEM labelled CERTIFICATE;"
                        + " accepted is CERTIFICATE REQUEST or NEW CERTIFICATE REQUEST.");
        var path = "/.well-known/est/default/simpleenroll";
        var answer = Est.through("POST", path)
                .header("Authorization", token)
                .contentType("application/json")
                .body("{}")
                .post(path);
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    @Test
    void aRefusedBodyDoesNotUseTheTokenUp() {
        var token = device.token();
        assertThat(Est.post("default", "simpleenroll", "Bearer " + token, "?!").statusCode())
                .isEqualTo(400);

        assertThat(Est.enrol(token, device.request("CN=any")).statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenForTwoRequests() {
        var token = device.token();
        assertThat(Est.enrol(token, device.request("CN=one")).statusCode()).isEqualTo(200);

        Est.assertProblem(Est.enrol(token, device.request("CN=two")), 403, "token-used");
    }

    @Test
    void aProfileThatIsNotThere() {
        var token = device.token(Map.of("profile", "unheard-of"));

        Est.assertProblem(Est.enrol(token, device.request("CN=any")), 403, "enrolment-refused");
    }

    @Test
    void whatIsNotOffered() {
        for (var operation : List.of("serverkeygen", "fullcmc")) {
            Est.assertProblem(Est.post("default", operation, "Bearer " + device.token(), request), 501, "not-offered");
            Est.assertProblem(Est.post("nobody", operation, "Bearer " + device.token(), request), 404, "not-found");
        }
    }
}
