package dev.hallmark.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.time.Instant;
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

            assertThat(answer.status()).isEqualTo(413);
        }
    }

    @Test
    void aDeclaredLengthIsRefusedBeforeItIsRead() throws Exception {
        var begin = Instant.now();

        assertThat(RawConnection.answerTo(POST + "Content-Length: 99999999\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void chunksAreCounted() throws Exception {
        var chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";

        assertThat(RawConnection.answerTo(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(5)))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void aBodyWhereNoneBelongsIsRefused() throws Exception {
        assertThat(RawConnection.answerTo("GET /pki/v1/issuers HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\n\r\nx"))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void aBodyThatDoesNotComeIsWaitedForOnlySoLong() throws Exception {
        assertThat(RawConnection.answerTo(POST + "Content-Length: 10\r\n\r\nabc"))
                .startsWith("HTTP/1.1 408 ");
    }

    /** Every octet in time, and never an end: the time is that of the whole body. */
    @Test
    void aBodyThatDripsIsWaitedForOnlySoLong() throws Exception {
        try (var connection = RawConnection.tls()) {
            var unused = connection.send(POST + "Transfer-Encoding: chunked\r\n\r\n");

            assertThat(connection.drip("1\r\nx\r\n")).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void aBodyWithoutEndIsRefusedWhenItIsTooLong() throws Exception {
        try (var connection = RawConnection.tls()) {
            var unused = connection.send(POST + "Transfer-Encoding: chunked\r\n\r\n");

            assertThat(connection.drip("1000\r\n" + "x".repeat(0x1000) + "\r\n"))
                    .startsWith("HTTP/1.1 413 ");
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

            assertThat(connection.drip("X-A: b\r\n")).doesNotContain(" 200 ");
        }
    }

    @Test
    void headersThatDripAreCutOff() throws Exception {
        assertThat(RawConnection.answerTo("GET /attestation/v1/x HTTP/1.1\r\nHost: loc"))
                .isEmpty();
    }

    @Test
    void headersAreBounded() throws Exception {
        var headers = ("X-Long: " + "x".repeat(4_000) + "\r\n").repeat(5);

        assertThat(RawConnection.answerTo("GET /attestation/v1/x HTTP/1.1\r\n" + HOST + headers + "\r\n"))
                .contains(" 431 ");
        assertThat(RawConnection.answerTo("GET /attestation/" + "x".repeat(9_000) + " HTTP/1.1\r\n" + HOST + "\r\n"))
                .contains(" 414 ");
    }

    @Test
    void tooManyRequestsWait() throws Exception {
        try (var device = Device.anonymous(HttpVersion.HTTP_2)) {
            var answer = device.get("/attestation/v1/x");
            // The bucket refills while a busy machine asks, so the burst alone does not tell when it is empty.
            for (int i = 0; i < 300 && answer.status() == 200; i++) {
                answer = device.get("/attestation/v1/x");
            }

            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.headers().get("Retry-After")).matches("[1-9]");
        }
    }
}
