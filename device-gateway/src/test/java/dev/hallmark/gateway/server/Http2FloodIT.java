package dev.hallmark.gateway.server;

import static dev.hallmark.gateway.server.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** HTTP/2 clients that are slow, send without end, or keep cancelling requests. */
@QuarkusTest
@QuarkusTestResource(GatewayWorld.class)
class Http2FloodIT {
    private static final Fields POST = Fields.post();
    private static final String CALM = "CLOSED after GOAWAY ENHANCE_YOUR_CALM";
    private static final byte[] ONE_OCTET = {'x'};
    /** One more than Netty lets be reset, and the last that is sent: the connection is not closed while a test writes. */
    private static final int TOO_MANY = 201;

    private static final int PART = 1_000;
    private static final int BLOCK = 10_000;
    private static final int CONNECTIONS = 16;
    private static final int STREAMS = 32;
    private static final int BODY = 60_000;
    private static final long MOST_GROWTH = 12_000_000;

    @AfterEach
    void othersAreServed() throws Exception {
        try (var other = RawHttp2.open()) {
            assertThat(other.request(1, Fields.get("/attestation/v1/x"), RawHttp2.END_STREAM)
                            .answer(1)
                            .status())
                    .isEqualTo("200");
        }
    }

    @Test
    void headersWithoutAnEndEndTheConnectionWhenTheyAreTooLong() throws Exception {
        try (var connection = RawHttp2.open()) {
            var part = RawHttp2.frame(
                    RawHttp2.CONTINUATION,
                    RawHttp2.NO_FLAG,
                    1,
                    new Fields(List.of()).and("x", "y".repeat(10_000)).block());

            var end = connection
                    .send(RawHttp2.HEADERS, RawHttp2.NO_FLAG, 1, POST.block())
                    .send(3, part)
                    .readToEnd();

            assertThat(end).isEqualTo("CLOSED after GOAWAY PROTOCOL_ERROR");
        }
    }

    @Test
    void headersWithoutAnEndAreWaitedForOnlySoLong() throws Exception {
        try (var connection = RawHttp2.open()) {
            var end = connection
                    .send(RawHttp2.HEADERS, RawHttp2.NO_FLAG, 1, POST.block())
                    .readToEnd();

            assertThat(end).isEqualTo("CLOSED after GOAWAY NO_ERROR");
        }
    }

    /** Every octet in time, and never an end. */
    @Test
    void headersThatDripAreWaitedForOnlySoLong() throws Exception {
        try (var connection = RawHttp2.open()) {
            var part = RawHttp2.frame(RawHttp2.CONTINUATION, RawHttp2.NO_FLAG, 1, new byte[] {0});

            var end = connection
                    .send(RawHttp2.HEADERS, RawHttp2.NO_FLAG, 1, POST.block())
                    .drip(part);

            assertThat(end).startsWith("CLOSED");
        }
    }

    /** Netty answers this by itself. */
    @Test
    void headersAreBounded() throws Exception {
        try (var connection = RawHttp2.open()) {
            var value = "y".repeat(4_500);
            var block = POST.and("a", value)
                    .and("b", value)
                    .and("c", value)
                    .and("d", value)
                    .block();

            var answer = connection
                    .send(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, Arrays.copyOf(block, BLOCK))
                    .send(
                            RawHttp2.CONTINUATION,
                            RawHttp2.END_HEADERS,
                            1,
                            Arrays.copyOfRange(block, BLOCK, block.length))
                    .answer(1);

            assertThat(answer).isEqualTo(new RawHttp2.Answer("END_STREAM", Map.of(":status", "431"), ""));
        }
    }

    @Test
    void aBodyThatDripsIsWaitedForOnlySoLong() throws Exception {
        try (var connection = RawHttp2.open()) {
            var unused = connection.request(1, POST, RawHttp2.NO_FLAG);
            while (!connection.hasAnswered(1)) {
                unused = connection.data(1, ONE_OCTET).sync();
            }

            assertProblem(connection.answer(1), 408, "request-timeout");
        }
    }

    @Test
    void aBodyThatDoesNotComeIsWaitedForOnlySoLong() throws Exception {
        try (var connection = RawHttp2.open()) {
            assertProblem(
                    connection
                            .request(1, POST.and("content-length", "10"), RawHttp2.NO_FLAG)
                            .data(1, ONE_OCTET)
                            .answer(1),
                    408,
                    "request-timeout");
        }
    }

    @Test
    void aBodyWithoutEndIsRefusedWhenItIsTooLong() throws Exception {
        try (var connection = RawHttp2.open()) {
            var answer = connection
                    .request(1, POST.with(":path", "/pki/v1/ocsp"), RawHttp2.NO_FLAG)
                    .send(20, RawHttp2.frame(RawHttp2.DATA, RawHttp2.NO_FLAG, 1, new byte[PART]))
                    .answer(1);

            assertProblem(answer, 413, "content-too-large");
        }
    }

    /** Each is small enough for Netty to read at no cost to the client. */
    @Test
    void emptyPartsOfABodyEndTheConnection() throws Exception {
        try (var connection = RawHttp2.open()) {
            var end = connection
                    .request(1, POST, RawHttp2.NO_FLAG)
                    .send(100, RawHttp2.frame(RawHttp2.DATA, RawHttp2.NO_FLAG, 1, new byte[0]))
                    .readToEnd();

            assertThat(end).isEqualTo(CALM);
        }
    }

    @Test
    void cancelledRequestsEndTheConnection() throws Exception {
        try (var connection = RawHttp2.open()) {
            assertThat(connection.send(1, cancelled(TOO_MANY)).readToEnd()).isEqualTo(CALM);
        }
    }

    /** Streams that the gateway resets count as well, or malformed requests would bypass the limit. */
    @Test
    void malformedRequestsWithoutEndEndTheConnection() throws Exception {
        try (var connection = RawHttp2.open()) {
            var all = new ByteArrayOutputStream();
            for (int i = 0; i < TOO_MANY; i++) {
                all.writeBytes(request(1 + 2 * i, POST.and("x", "a\0"), RawHttp2.END_STREAM));
            }

            assertThat(connection.send(1, all.toByteArray()).readToEnd()).isIn("CLOSED", CALM);
        }
    }

    @Test
    void bodiesOfCancelledRequestsAreFreed() throws Exception {
        long before = heap();
        var open = new ArrayList<RawHttp2>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                open.add(RawHttp2.open());
                cancelBodies(open.getLast());
            }

            assertThat(heap() - before).isLessThan(MOST_GROWTH);
        } finally {
            for (var connection : open) {
                connection.close();
            }
        }
    }

    private static void cancelBodies(RawHttp2 connection) throws Exception {
        for (int stream = 1; stream < 2 * STREAMS; stream += 2) {
            var unused = connection.request(stream, POST, RawHttp2.NO_FLAG);
            for (int sent = 0; sent < BODY; sent += PART) {
                unused = connection.data(stream, new byte[PART]);
            }
            unused = connection
                    .send(RawHttp2.RST_STREAM, RawHttp2.NO_FLAG, stream, cancel())
                    .sync();
        }
    }

    private static byte[] cancelled(int times) {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            int stream = 1 + 2 * i;
            all.writeBytes(request(stream, POST, RawHttp2.NO_FLAG));
            all.writeBytes(RawHttp2.frame(RawHttp2.RST_STREAM, RawHttp2.NO_FLAG, stream, cancel()));
        }
        return all.toByteArray();
    }

    private static byte[] request(int stream, Fields fields, int flags) {
        return RawHttp2.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS | flags, stream, fields.block());
    }

    private static byte[] cancel() {
        return ByteBuffer.allocate(Integer.BYTES).putInt(8).array();
    }

    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
