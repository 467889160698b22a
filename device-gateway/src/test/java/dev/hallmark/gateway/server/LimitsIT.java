package dev.hallmark.gateway.server;

import static dev.hallmark.gateway.server.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(GatewayWorld.class)
class LimitsIT {
    private static final String HOST = "Host: localhost\r\n";
    private static final String POST = "POST /attestation/v1/x HTTP/1.1\r\n" + HOST;

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void anOversizedBodyIsRefused(HttpVersion version) throws Exception {
        try (var device = Device.anonymous(version)) {
            var answer = device.send(HttpMethod.POST, "/attestation/v1/x", Map.of(), Buffer.buffer(new byte[70_000]));

            assertProblem(answer, 413, "content-too-large");
        }
    }

    /** Whose body would never come. */
    @Test
    void aDeclaredLengthIsRefusedBeforeItIsRead() throws Exception {
        assertProblem(RawConnection.answerTo(POST + "Content-Length: 99999999\r\n\r\n"), 413, "content-too-large");
    }

    @Test
    void chunksAreCounted() throws Exception {
        var chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";

        assertProblem(
                RawConnection.answerTo(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(5)),
                413,
                "content-too-large");
    }

    @Test
    void aBodyWhereNoneBelongsIsRefused() throws Exception {
        assertProblem(
                RawConnection.answerTo("GET /pki/v1/issuers HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\n\r\nx"),
                413,
                "content-too-large");
    }

    @Test
    void aBodyThatDoesNotComeIsWaitedForOnlySoLong() throws Exception {
        assertProblem(RawConnection.answerTo(POST + "Content-Length: 10\r\n\r\nabc"), 408, "request-timeout");
    }

    /** Every octet in time, and never an end: the time is that of the whole body. */
    @Test
    void aBodyThatDripsIsWaitedForOnlySoLong() throws Exception {
        try (var connection = RawConnection.tls()) {
            var unused = connection.send(POST + "Transfer-Encoding: chunked\r\n\r\n");

            assertProblem(connection.drip("1\r\nx\r\n"), 408, "request-timeout");
        }
    }

    @Test
    void aBodyWithoutEndIsRefusedWhenItIsTooLong() throws Exception {
        try (var connection = RawConnection.tls()) {
            var unused = connection.send(POST + "Transfer-Encoding: chunked\r\n\r\n");

            assertProblem(connection.drip("8000\r\n" + "x".repeat(0x8000) + "\r\n"), 413, "content-too-large");
        }
    }

    @Test
    void aHandshakeThatNeverComesIsCutOff() throws Exception {
        try (var connection = RawConnection.plain(World.port(), World.ownAddress())) {
            assertThat(connection.readToEnd()).isEmpty();
        }
    }

    @Test
    void headersThatDripOneByOneAreCutOff() throws Exception {
        try (var connection = RawConnection.tls()) {
            var unused = connection.send("GET /attestation/v1/x HTTP/1.1\r\n" + HOST);

            assertThat(connection.drip("X-A: b\r\n")).isEmpty();
        }
    }

    @Test
    void headersThatDripAreCutOff() throws Exception {
        assertThat(RawConnection.answerTo("GET /attestation/v1/x HTTP/1.1\r\nHost: loc"))
                .isEmpty();
    }

    /** Vert.x answers these by itself. */
    @Test
    void headersAreBounded() throws Exception {
        var headers = ("X-Long: " + "x".repeat(4_000) + "\r\n").repeat(5);

        assertThat(RawConnection.answerTo("GET /attestation/v1/x HTTP/1.1\r\n" + HOST + headers + "\r\n"))
                .isEqualTo("HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\n\r\n");
        assertThat(RawConnection.answerTo("GET /attestation/" + "x".repeat(9_000) + " HTTP/1.1\r\n" + HOST + "\r\n"))
                .isEqualTo("HTTP/1.0 414 Request-URI Too Long\r\ncontent-length: 0\r\n\r\n");
    }

    @Test
    void tooManyRequestsWait() throws Exception {
        try (var device = Device.anonymous(HttpVersion.HTTP_2)) {
            var answer = device.get("/attestation/v1/x");
            // The bucket refills while a busy machine asks, so the burst alone does not tell when it is empty.
            for (int i = 0; i < 300 && answer.status() == 200; i++) {
                answer = device.get("/attestation/v1/x");
            }

            assertProblem(answer, 429, "too-many-requests");
            assertThat(answer.headers().get("Retry-After")).matches("[1-9]");
        }
    }
}
