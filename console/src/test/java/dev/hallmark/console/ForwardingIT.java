package dev.hallmark.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands at {@code /api}. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class ForwardingIT {

    private static final int LARGE = 3_000_000;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @Test
    void aServiceGetsTheTokenAndNoCookieAndNoClaimedAddress() {
        // Given
        FakeServices.answer("/api/registry/v1/echo", "{}");

        // When
        var answer = given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer t")
                .header("Cookie", "hallmark-session=x")
                .header("X-Forwarded-For", "192.0.2.1")
                .header("Forwarded", "for=192.0.2.1")
                .header("X-Forwarded-Prefix", "/evil")
                .get("/api/registry/v1/echo?a=b%20c");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(FakeServices.requests("GET /api/registry/v1/echo?a=b%20c"))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.header("Authorization")).containsExactly("Bearer t");
                    assertThat(request.header("Cookie")).isEmpty();
                    assertThat(request.header("Forwarded")).isEmpty();
                    assertThat(request.header("X-forwarded-prefix")).isEmpty();
                    assertThat(request.header("X-forwarded-for")).containsExactly("127.0.0.1");
                });
    }

    /** The APIs do not know sessions: no page of another site can use one. */
    @Test
    void aSessionIsNoToken() {
        // Given
        FakeServices.answer("/api/registry/v1/cookie-only", "{}");

        // When
        Browser.sharedBy("operator").open("/api/registry/v1/cookie-only");

        // Then
        assertThat(FakeServices.requests("GET /api/registry/v1/cookie-only"))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.header("Authorization")).isEmpty();
                    assertThat(request.header("Cookie")).isEmpty();
                });
    }

    @Test
    void aLargeFileIsPassedOn() {
        // Given
        FakeServices.answer("/api/registry/v1/upload", "{\"ok\":true}");

        // When
        var answer = given().header("Authorization", "Bearer t")
                .contentType("text/csv")
                .body("x".repeat(LARGE))
                .post("/api/registry/v1/upload");

        // Then
        assertThat(answer.asString()).isEqualTo("{\"ok\":true}");
        assertThat(FakeServices.requests("POST /api/registry/v1/upload"))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).hasSize(LARGE));
    }

    @Test
    void theAnswerOfAServiceIsPassedOnAsItIs() {
        var answer = given().get("/api/ca/v1/nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.asString()).contains("There is no such thing.");
        assertThat(answer.header("Content-Security-Policy")).isNull();
    }

    @Test
    void anUnknownServiceAndADetourAreNotFound() {
        for (var path : new String[] {"/api/secret/v1/x", "/api/registry/../../q/metrics", "/api/registry/%2e%2e/x"}) {
            var answer = given().urlEncodingEnabled(false).get(path);
            assertThat(answer.statusCode()).as(path).isIn(303, 404);
        }
        assertThat(FakeServices.requests("GET /q/")).isEmpty();
        assertThat(given().get("/api/secret/v1/x").jsonPath().getString("detail"))
                .isEqualTo("There is no such API; there are those of audit, ca, policy, registry.");
    }

    @Test
    void aBodyWithoutATokenKeepsNoConnectionToAServiceBusy() {
        var answer = given().contentType("text/csv").body("x").post("/api/registry/v1/nobody");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(FakeServices.requests("POST /api/registry/v1/nobody")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/registry/v1/odd HTTP/1.0\r\n",
                "POST /api/registry/v1/odd HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n",
                "POST /api/registry/v1/odd HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
            })
    void aRequestThatCanBeReadInTwoWaysIsRefused(String head) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write((head + "Authorization: Bearer t\r\n\r\n0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));

            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();

            assertThat(answer).matches("HTTP/1.. 400 Bad Request");
        }
        assertThat(FakeServices.requests("GET /api/registry/v1/odd")).isEmpty();
        assertThat(FakeServices.requests("POST /api/registry/v1/odd")).isEmpty();
    }
}
