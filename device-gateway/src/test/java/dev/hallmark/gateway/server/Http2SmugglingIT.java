package dev.hallmark.gateway.server;

import static dev.hallmark.gateway.server.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 requests that would become two when written as HTTP/1.1, or that contradict themselves. */
@QuarkusTest
@QuarkusTestResource(GatewayWorld.class)
class Http2SmugglingIT {
    private static final byte[] FOUR_OCTETS = "abcd".getBytes(StandardCharsets.US_ASCII);
    private static final Fields POST = Fields.post();

    static Stream<Named<Fields>> malformed() {
        return Stream.of(
                named("transfer-encoding", POST.and("transfer-encoding", "chunked")),
                named("connection", POST.and("connection", "close")),
                named("connection that names ours", POST.and("connection", "hallmark-connection")),
                named("keep-alive", POST.and("keep-alive", "timeout=5")),
                named("proxy-connection", POST.and("proxy-connection", "close")),
                named("upgrade", POST.and("upgrade", "h2c")),
                named("te other than trailers", POST.and("te", "gzip")),
                named("name in upper case", POST.and("X-Upper", "a")),
                named("transfer-encoding in upper case", POST.and("Transfer-Encoding", "chunked")),
                named("name with a space", POST.and("x y", "a")),
                named("name with a colon", POST.and("x:y", "a")),
                named("name with CR LF", POST.and("x: a\r\ntransfer-encoding", "chunked")),
                named("name with NUL", POST.and("x\0", "a")),
                named("name beyond ASCII", POST.and("x\u00e9", "a")),
                named("empty name", POST.and("", "a")),
                named("value with CR LF", POST.and("x", "a\r\ntransfer-encoding: chunked")),
                named("value with CR", POST.and("x", "a\rb")),
                named("value with LF", POST.and("x", "a\nb")),
                named("value with NUL", POST.and("x", "a\0b")),
                named("value with DEL", POST.and("x", "a\u007fb")),
                named("value that begins with a space", POST.and("x", " a")),
                named("value that ends with a tab", POST.and("x", "a\t")),
                named("another host", POST.and("host", "other")),
                named("the same host twice", POST.and("host", "localhost").and("host", "localhost")),
                named(
                        "two hosts, no authority",
                        POST.without(":authority").and("host", "a").and("host", "b")),
                named("no authority, no host", POST.without(":authority")),
                named("empty authority", POST.with(":authority", "")),
                named("authority with a user", POST.with(":authority", "user@localhost")),
                named("authority with a space", POST.with(":authority", "local host")),
                named("authority with CR LF", POST.with(":authority", "localhost\r\nx: y")),
                named("two authorities", POST.and(":authority", "localhost")),
                named("method with a request in it", POST.with(":method", "GET /q/health HTTP/1.1")),
                named("method with CR LF", POST.with(":method", "POST\r\n")),
                named("method with a space", POST.with(":method", "POST ")),
                named("method with NUL", POST.with(":method", "POST\0")),
                named("empty method", POST.with(":method", "")),
                named("no method", POST.without(":method")),
                named("two methods", POST.and(":method", "GET")),
                named("CONNECT with a path", POST.with(":method", "CONNECT")),
                named("scheme with CR LF", POST.with(":scheme", "https\r\nx: y")),
                named("scheme that is a URL", POST.with(":scheme", "https://localhost/x?")),
                named("no scheme", POST.without(":scheme")),
                named("two paths", POST.and(":path", "/attestation/v1/y")),
                named("empty path", POST.with(":path", "")),
                named("no path", POST.without(":path")),
                named("unknown pseudo-header", POST.and(":x", "y")),
                named("pseudo-header of answers", POST.and(":status", "200")),
                named("protocol that was not offered", POST.and(":protocol", "websocket")),
                named("path after fields", POST.without(":path").and("x", "y").and(":path", "/attestation/v1/x")),
                named("two different lengths", POST.and("content-length", "4").and("content-length", "40")),
                named("length with a sign", POST.and("content-length", "+4")),
                named("negative length", POST.and("content-length", "-4")),
                named("length in hexadecimal", POST.and("content-length", "0x4")),
                named("length after a space", POST.and("content-length", " 4")),
                named("empty length", POST.and("content-length", "")),
                named("endless length", POST.and("content-length", "9".repeat(20))));
    }

    /** RFC 9113 §8.1.1. */
    @ParameterizedTest
    @MethodSource("malformed")
    void malformedRequestsEndTheirStream(Fields fields) throws Exception {
        int before = World.received();

        try (var connection = RawHttp2.open()) {
            var answer = answer(connection, fields);

            assertThat(answer.end()).isEqualTo("RST_STREAM PROTOCOL_ERROR");
            assertThat(answer.status()).isEqualTo("none");
            assertOnlyTheNextRequestIsReceived(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/attestation/v1/x y",
                "/attestation/v1/x HTTP/1.1\r\nhost: x\r\n\r\nGET /q/health",
                "/attestation/v1/x\r\n",
                "/attestation/v1/x\n",
                "/attestation/v1/x\0",
                "/attestation/v1/x\t",
                "/attestation/v1/x\u007f",
                " /attestation/v1/x",
                "/attestation/../q/health",
                "/attestation/%2e%2e/q/health",
                "/attestation/a%0d%0ab",
                "https://localhost/attestation/v1/x",
                "//localhost/attestation/v1/x",
                "attestation/v1/x",
                "*"
            })
    void pathTricksAre400(String path) throws Exception {
        int before = World.received();

        try (var connection = RawHttp2.open()) {
            assertProblem(answer(connection, POST.with(":path", path)), 400, "bad-request");
            assertOnlyTheNextRequestIsReceived(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "3", "5", "40"})
    void lengthsThatLieAre400(String length) throws Exception {
        int before = World.received();

        try (var connection = RawHttp2.open()) {
            assertProblem(answer(connection, POST.and("content-length", length)), 400, "bad-request");
            assertOnlyTheNextRequestIsReceived(before);
        }
    }

    /** Netty counts before there is a request to answer. */
    @Test
    void aLengthWithoutABodyEndsItsStream() throws Exception {
        int before = World.received();

        try (var connection = RawHttp2.open()) {
            var answer = connection
                    .request(1, POST.and("content-length", "4"), RawHttp2.END_STREAM)
                    .answer(1);

            assertThat(answer.end()).isEqualTo("RST_STREAM PROTOCOL_ERROR");
            assertOnlyTheNextRequestIsReceived(before);
        }
    }

    /** RFC 9110 §8.6 allows treating them as one; the service gets the length that the gateway has counted. */
    @ParameterizedTest
    @MethodSource
    void equalLengthsAreOne(Fields fields) throws Exception {
        try (var connection = RawHttp2.open()) {
            var answer = answer(connection, fields);

            assertThat(answer.status()).isEqualTo("200");
            assertThat(World.json(answer.body()).at("/headers/content-length")).isEqualTo(World.json("[\"4\"]"));
        }
    }

    static Stream<Named<Fields>> equalLengthsAreOne() {
        return Stream.of(
                named("twice", POST.and("content-length", "4").and("content-length", "4")),
                named("listed", POST.and("content-length", "4, 4")));
    }

    @Test
    void methodsAreReadAsTheyAreSpelt() throws Exception {
        int before = World.received();

        try (var connection = RawHttp2.open()) {
            assertProblem(answer(connection, POST.with(":method", "post")), 405, "method-not-allowed");
            assertOnlyTheNextRequestIsReceived(before);
        }
    }

    @Test
    void trailersReachNobody() throws Exception {
        try (var connection = RawHttp2.open()) {
            var answer = connection
                    .request(1, POST, RawHttp2.NO_FLAG)
                    .send(RawHttp2.DATA, RawHttp2.NO_FLAG, 1, FOUR_OCTETS)
                    .request(1, new Fields(List.of()).and("hallmark-connection", "x"), RawHttp2.END_STREAM)
                    .answer(1);

            assertThat(answer.status()).isEqualTo("200");
            assertThat(World.facts("attestation-service", World.json(answer.body()))
                            .channelBinding())
                    .isPresent();
        }
    }

    @Test
    void trailersThatAreMalformedAre400() throws Exception {
        int before = World.received();

        try (var connection = RawHttp2.open()) {
            var answer = connection
                    .request(1, POST, RawHttp2.NO_FLAG)
                    .send(RawHttp2.DATA, RawHttp2.NO_FLAG, 1, FOUR_OCTETS)
                    .request(1, new Fields(List.of()).and("x", "a\r\n\r\nGET /"), RawHttp2.END_STREAM)
                    .answer(1);

            assertProblem(answer, 400, "bad-request");
            assertOnlyTheNextRequestIsReceived(before);
        }
    }

    private static RawHttp2.Answer answer(RawHttp2 connection, Fields fields) throws Exception {
        return connection
                .request(1, fields, RawHttp2.NO_FLAG)
                .send(RawHttp2.DATA, RawHttp2.END_STREAM, 1, FOUR_OCTETS)
                .answer(1);
    }

    private static void assertOnlyTheNextRequestIsReceived(int before) throws Exception {
        try (var connection = RawHttp2.open()) {
            var next = connection
                    .request(1, Fields.get("/attestation/v1/next"), RawHttp2.END_STREAM)
                    .answer(1);

            assertThat(next.status()).isEqualTo("200");
            assertThat(World.received()).isEqualTo(before + 1);
        }
    }
}
