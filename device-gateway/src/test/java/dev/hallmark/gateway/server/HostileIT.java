package dev.hallmark.gateway.server;

import static dev.hallmark.gateway.server.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
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
    private static final String SMUGGLED =
            "GET /attestation/v1/smuggled HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n";
    /** What Vert.x answers by itself to a request that Netty cannot read, and to one whose first line it cannot. */
    private static final String UNREADABLE = "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n";

    private static final String NO_REQUEST = "HTTP/1.0 400 Bad Request\r\ncontent-length: 0\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/attestation/../q/health", "/attestation/%2e%2e/x", "//attestation/v1", "/attestation/a%2Fb",
                "/attestation/a%5cb", "/attestation/a%00", "https://localhost:8443/attestation/v1/x", "*",
                "/attestation/v1/..;/..;/q/health", "/attestation/%252e%252e/q", "/attestation/\\..\\q",
                        "/attestation/./v1",
                "/attestation/v1#/q/health", "/attestation/%c0%ae%c0%ae/q", "/attestation/v1?%zz", "attestation/v1/x"
            })
    void pathTricksAre400(String target) throws Exception {
        assertProblem(get(target), 400, "bad-request");
    }

    /** The scheme, the authority or the path of an absolute target (RFC 9112 §3.2.2) is not ours, or not one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/attestation/v1/x",
                "http://evil/attestation/v1/x",
                "https://evil/attestation/v1/x",
                "https://localhost@evil/attestation/v1/x",
                "https://user@localhost/attestation/v1/x",
                "https://localhost:8444/attestation/v1/x",
                "https://localhost:443@evil/attestation/v1/x",
                "https://localhost\\@evil/attestation/v1/x",
                "https://localhost#@evil/attestation/v1/x",
                "https://localhost%2fattestation/v1/x",
                "https:///attestation/v1/x",
                "https://localhost//attestation/v1/x",
                "https://localhost/attestation/../q/health",
                "https://localhost/attestation/%2e%2e/q/health",
                "https://localhost/attestation/v1/x#y",
                "https://localhost/https://localhost/attestation/v1/x",
                "ftp://localhost/attestation/v1/x",
                "https:/localhost/attestation/v1/x",
                "//localhost/attestation/v1/x"
            })
    void anAbsoluteTargetThatIsNotOursIs400(String target) throws Exception {
        int before = World.received();

        assertProblem(get(target), 400, "bad-request");

        assertThat(World.received()).isEqualTo(before);
    }

    /** What Host says too is not ours either, where the public hosts are configured. */
    @Test
    void anAbsoluteTargetOfAForeignHostIs400() throws Exception {
        var request = "GET https://evil/attestation/v1/x HTTP/1.1\r\n" + HOST.replace("localhost", "evil");

        assertProblem(RawConnection.answerTo(request + "Connection: close\r\n\r\n"), 400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/attestation/v1/x?a=%41",
                "HTTPS://LOCALHOST:443/attestation/v1/x?a=%41",
                "https://localhost:/attestation/v1/x?a=%41"
            })
    void anAbsoluteTargetOfOursIsServedAndSentOnInOriginForm(String target) throws Exception {
        var answer = get(target);

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        var echo = World.json(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(echo.path("uri").textValue()).isEqualTo("/attestation/v1/x?a=%41");
        // Verifies htu against the uri.
        assertThat(World.facts("attestation-service", echo).channelBinding()).isPresent();
    }

    @Test
    void anAbsoluteTargetFindsNoMoreThanItsPath() throws Exception {
        assertProblem(get("https://localhost"), 404, "not-found");
        assertProblem(get("https://localhost/q/health"), 404, "not-found");
        assertProblem(get("https://localhost?/attestation/v1/x"), 404, "not-found");
    }

    /** RFC 9113 §8.3.1: there is one form only. */
    @Test
    void anAbsoluteTargetIs400OverHttp2() throws Exception {
        try (var device = Device.anonymous(HttpVersion.HTTP_2)) {
            assertProblem(device.get("https://localhost/attestation/v1/x"), 400, "bad-request");
        }
    }

    /** Its answer has a length, since it knows no chunks (RFC 9112 §6.1), and is the last one on the connection. */
    @ParameterizedTest
    @ValueSource(strings = {"", "Host: localhost\r\n"})
    void http10IsUnderstood(String host) throws Exception {
        for (var target : List.of("/attestation/v1/x", "https://localhost/attestation/v1/x")) {
            var answer = RawConnection.answerTo("GET " + target + " HTTP/1.0\r\n" + host + "\r\n");

            assertThat(answer).startsWith("HTTP/1.0 200 ").containsIgnoringCase("content-length:");
            assertThat(answer).doesNotContainIgnoringCase("transfer-encoding");
        }
    }

    @Test
    void http10IsJudgedLikeAnyOther() throws Exception {
        for (var request : List.of(
                "GET /attestation/../q/health HTTP/1.0\r\n\r\n",
                "GET /attestation/v1/x HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET https://evil/attestation/v1/x HTTP/1.0\r\n\r\n",
                "POST /attestation/v1/x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")) {
            assertThat(RawConnection.answerTo(request)).startsWith("HTTP/1.0 400 ");
        }
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
        assertProblem(get(target), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: identity\r\nContent-Length: 4\r\n\r\nabcd",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n Content-Length: 4\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked;a=b\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "Host: other\r\n\r\n",
                ": a\r\n\r\n"
            })
    void whatCouldSmuggleASecondRequestIsRefused(String rest) throws Exception {
        int before = World.received();

        assertProblem(RawConnection.answerTo(POST + rest + SMUGGLED).replace(NO_REQUEST, ""), 400, "bad-request");

        assertThat(World.received()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nContent-Length: 40\r\n\r\nabcd",
                "Content-Length: +4\r\n\r\nabcd",
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\tchunked\r\nContent-Length : 4\r\n\r\n0\r\n\r\n",
                "Content-Length: 4\r\n Transfer-Encoding: chunked\r\n\r\nabcd",
                "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n",
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
                "X\u0000: a\r\n\r\n",
                "X: a\u0000b\r\n\r\n",
                "X: a\rb\r\n\r\n",
                "X: a\u007fb\r\n\r\n",
                "X Y: a\r\n\r\n"
            })
    void whatNettyCannotReadIsRefusedByVertx(String rest) throws Exception {
        int before = World.received();

        assertThat(RawConnection.answerTo(POST + rest + SMUGGLED)).isEqualTo(UNREADABLE);

        assertThat(World.received()).isEqualTo(before);
    }

    /** RFC 9112 §2.2 would let a bare LF end a line; servers that do and servers that do not see different requests. */
    @Test
    void linesThatEndInABareLineFeedAreNone() throws Exception {
        int before = World.received();

        assertThat(RawConnection.answerTo(
                        "POST /attestation/v1/x HTTP/1.1\nHost: localhost\nContent-Length: 4\n\nabcd" + SMUGGLED))
                .isEqualTo(NO_REQUEST);
        assertThat(RawConnection.answerTo(
                        "POST /attestation/v1/x HTTP/1.1\r\nHost: localhost\nContent-Length: 4\r\n\r\nabcd" + SMUGGLED))
                .isEqualTo(UNREADABLE);

        assertThat(World.received()).isEqualTo(before);
    }

    /** Vert.x ends the connection on these before an answer of ours can get out. */
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
        int before = World.received();

        assertThat(RawConnection.answerTo(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunks + SMUGGLED))
                .isEmpty();

        assertThat(World.received()).isEqualTo(before);
    }

    @Test
    void pathTricksAre400OverHttp2Too() throws Exception {
        try (var device = Device.anonymous(HttpVersion.HTTP_2)) {
            for (var target : List.of("/attestation/../q/health", "/attestation/%2e%2e/x", "/attestation/a%5cb")) {
                assertProblem(device.get(target), 400, "bad-request");
            }
        }
    }

    /** The answer has the version of the request. */
    @Test
    void aVersionOfHttpThatThereIsNotIsRefused() throws Exception {
        var answer = RawConnection.answerTo("GET /attestation/v1/x HTTP/9.9\r\n" + HOST + "Connection: close\r\n\r\n");

        assertProblem(answer.replaceFirst("^HTTP/9\\.9 ", "HTTP/1.1 "), 400, "bad-request");
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

            assertProblem(answer, 503, "unavailable");
            assertThat(answer.headers().get("Retry-After")).isEqualTo("2");
            assertThat(answer.json().path("detail").textValue()).isEqualTo("The service is unavailable; try again.");
        }
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        try (var device = Device.anonymous(HttpVersion.HTTP_2)) {
            assertProblem(
                    device.send(HttpMethod.DELETE, "/attestation/v1/x", Map.of(), Buffer.buffer()),
                    405,
                    "method-not-allowed");
            assertProblem(
                    device.send(HttpMethod.POST, "/connection/v1", Map.of(), Buffer.buffer()),
                    405,
                    "method-not-allowed");
        }
    }

    @Test
    void thePublicPortHasThePkiAndNothingElse() throws Exception {
        var pki = publicly(
                "GET /pki/v1/issuers HTTP/1.1\r\n" + HOST + "Hallmark-Connection: x\r\nConnection: close\r\n\r\n");

        assertThat(pki).startsWith("HTTP/1.1 200 ").doesNotContain("hallmark-connection");
        assertProblem(
                publicly("GET /attestation/v1/x HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"), 404, "not-found");
    }

    /** What a client of a proxy sends. */
    @Test
    void thePublicPortServesAbsoluteTargetsOfItsOwn() throws Exception {
        var own = "localhost:" + World.publicPort();
        var other = "localhost:" + World.port();

        assertThat(absolutely("http://" + own, own)).startsWith("HTTP/1.1 200 ").contains("\"/pki/v1/issuers\"");
        assertProblem(absolutely("https://" + own, own), 400, "bad-request");
        assertProblem(absolutely("http://" + other, own), 400, "bad-request");
        assertProblem(absolutely("http://evil", own), 400, "bad-request");
        assertProblem(absolutely("http://evil", "evil"), 400, "bad-request");
        assertThat(publicly("GET http://" + own + "/pki/v1/issuers HTTP/1.0\r\n\r\n"))
                .startsWith("HTTP/1.0 200 ");
    }

    private static String absolutely(String origin, String host) throws Exception {
        return publicly(
                "GET " + origin + "/pki/v1/issuers HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    private static String get(String target) throws Exception {
        return RawConnection.answerTo("GET " + target + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
    }

    private static String publicly(String request) throws Exception {
        try (var connection = RawConnection.plain(World.publicPort(), World.ownAddress())) {
            return connection.send(request).readToEnd();
        }
    }
}
