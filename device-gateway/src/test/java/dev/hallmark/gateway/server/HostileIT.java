package dev.hallmark.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(GatewayWorld.class)
class HostileIT {
    private static final String HOST = "Host: localhost\r\n";
    private static final String POST = "POST /attestation/v1/x HTTP/1.1\r\n" + HOST;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/attestation/../q/health", "/attestation/%2e%2e/x", "//attestation/v1", "/attestation/a%2Fb",
                "/attestation/a%5cb", "/attestation/a%00", "http://localhost/attestation/v1/x", "*",
                "/attestation/v1/..;/..;/q/health", "/attestation/%252e%252e/q", "/attestation/\\..\\q",
                        "/attestation/./v1",
                "/attestation/v1#/q/health", "/attestation/%c0%ae%c0%ae/q", "/attestation/v1?%zz", "attestation/v1/x"
            })
    void pathTricksAre400(String target) throws Exception {
        assertThat(RawConnection.answerTo("GET " + target + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/q/health",
                "/api/ca/v1/authorities",
                "/attestation",
                "/default/controller/v1/x",
                "/nothing/x"
            })
    void nothingElseExists(String target) throws Exception {
        assertThat(RawConnection.answerTo("GET " + target + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nContent-Length: 40\r\n\r\nabcd",
                "Content-Length: +4\r\n\r\nabcd",
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: identity\r\nContent-Length: 4\r\n\r\nabcd",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\tchunked\r\nContent-Length : 4\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n Content-Length: 4\r\n\r\n0\r\n\r\n",
                "Content-Length: 4\r\n Transfer-Encoding: chunked\r\n\r\nabcd",
                "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked;a=b\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding\r\n: chunked\r\n\r\n0\r\n\r\n",
                "Content-Length: 4, 4\r\n\r\nabcd",
                "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd",
                "Content-Length: 0x4\r\n\r\nabcd",
                "Content-Length: -4\r\n\r\nabcd",
                "Content-Length: 4 4\r\n\r\nabcd",
                "Content-Length: 99999999999999999999\r\n\r\nabcd",
                "X: a\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "X: a\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "Content-Length: 4\nTransfer-Encoding: chunked\n\n0\r\n\r\n",
                "Host: other\r\n\r\n",
                "X\u0000: a\r\n\r\n"
            })
    void whatCouldSmuggleASecondRequestIsRefused(String rest) throws Exception {
        int before = received();
        var smuggled = "GET /attestation/v1/smuggled HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n";

        assertThat(RawConnection.answerTo(POST + rest + smuggled))
                .startsWith("HTTP/1.1 400 ")
                .doesNotContain("smuggled");
        assertThat(received()).isEqualTo(before);
    }

    /** A bare LF ends a line for some servers (RFC 9112 §2.2 allows it); what both ends make of it must be the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /attestation/v1/x HTTP/1.1\nHost: localhost\nContent-Length: 4\n\nabcd",
                "POST /attestation/v1/x HTTP/1.1\r\nHost: localhost\nContent-Length: 4\r\n\r\nabcd",
            })
    void linesThatEndInABareLineFeedAreOneRequestOrNone(String request) throws Exception {
        int before = received();

        var answer = RawConnection.answerTo(
                request + "GET /attestation/v1/next HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).containsPattern("^HTTP/1.[01] (200|400) ");
        assertThat(received() - before).isIn(0, 2);
    }

    /** Vert.x ends the connection on these, mostly before an answer of ours can get out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4\nabcd\n0\n\n",
                "4;a=b\r\nabcdX",
                "-4\r\nabcd\r\n0\r\n\r\n",
                "+4\r\nabcd\r\n0\r\n\r\n",
                "0x4\r\nabcd\r\n0\r\n\r\n",
                "FFFFFFFFFFFFFFFF\r\nabcd\r\n0\r\n\r\n",
                "g\r\nabcd\r\n0\r\n\r\n",
                "4\r\nabcdef\r\n0\r\n\r\n",
                "\r\nabcd\r\n0\r\n\r\n"
            })
    void chunksThatAreNotChunksReachNobody(String chunks) throws Exception {
        int before = received();

        var answer = RawConnection.answerTo(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunks
                + "GET /attestation/v1/smuggled HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");

        assertThat(answer).matches("(?s)|HTTP/1.1 400 .*").doesNotContain("smuggled");
        assertThat(received()).isEqualTo(before);
    }

    @Test
    void pathTricksAre400OverHttp2Too() throws Exception {
        try (var device = Device.anonymous(HttpVersion.HTTP_2)) {
            for (var target : List.of("/attestation/../q/health", "/attestation/%2e%2e/x", "/attestation/a%5cb")) {
                assertThat(device.get(target).status()).as(target).isEqualTo(400);
            }
        }
    }

    /** By us, or by Vert.x where it looks first. */
    @Test
    void aVersionOfHttpThatThereIsNotIsRefused() throws Exception {
        assertThat(RawConnection.answerTo("GET /attestation/v1/x HTTP/9.9\r\n" + HOST + "Connection: close\r\n\r\n"))
                .containsPattern("^HTTP/9.9 (400|501) ")
                .doesNotContain("internal-error");
    }

    @Test
    void connectionCannotBeMadeToRemoveOurHeader() throws Exception {
        assertThat(RawConnection.answerTo(
                        "GET /attestation/v1/x HTTP/1.1\r\n" + HOST + "Connection: close, Hallmark-Connection\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"hallmark-connection\"");
    }

    @Test
    void aServiceThatIsAwayIs503() throws Exception {
        try (var device = Device.anonymous(HttpVersion.HTTP_1_1)) {
            var answer = device.get("/connection/v1");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers().get("Retry-After")).isNotEmpty();
            assertThat(answer.json().path("type").textValue()).isEqualTo("https://hallmark.dev/problems/unavailable");
            assertThat(answer.body().toString()).doesNotContain("127.0.0.1", "Exception", "refused");
        }
    }

    @Test
    void otherMethodsAreNotTaken() throws Exception {
        try (var device = Device.anonymous(HttpVersion.HTTP_2)) {
            assertThat(device.send(HttpMethod.DELETE, "/attestation/v1/x", Map.of(), Buffer.buffer())
                            .status())
                    .isEqualTo(405);
            assertThat(device.send(HttpMethod.POST, "/connection/v1", Map.of(), Buffer.buffer())
                            .status())
                    .isEqualTo(405);
        }
    }

    @Test
    void thePublicPortHasThePkiAndNothingElse() throws Exception {
        var pki = publicly(
                "GET /pki/v1/issuers HTTP/1.1\r\n" + HOST + "Hallmark-Connection: x\r\nConnection: close\r\n\r\n");

        assertThat(pki).startsWith("HTTP/1.1 200 ").doesNotContain("hallmark-connection");
        assertThat(publicly("GET /attestation/v1/x HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ");
    }

    private static String publicly(String request) throws Exception {
        try (var connection = RawConnection.plain(World.publicPort(), World.ownAddress())) {
            return connection.send(request).readToEnd();
        }
    }

    private static int received() throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(World.echo() + "/count")).build();
        return Integer.parseInt(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }
}
