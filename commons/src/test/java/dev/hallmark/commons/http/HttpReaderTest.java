package dev.hallmark.commons.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpReaderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Buffer DOCUMENT = Buffer.buffer(new byte[700]);
    /** Without its event loop, one read in some thousands lost its body. */
    private static final int READS = 10_000;

    private static final int AT_ONCE = 4;

    private final Vertx vertx = Vertx.vertx();
    private final HttpReader reader = new HttpReader(vertx, Duration.ofSeconds(5));
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        server = await(vertx.createHttpServer()
                .requestHandler(request -> request.response().end(DOCUMENT))
                .listen(0, "127.0.0.1"));
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void noBodyIsLostWhenAnotherThreadThanAnEventLoopReads() throws Exception {
        var uri = URI.create("http://127.0.0.1:%d/".formatted(server.actualPort()));

        for (int read = 0; read < READS; read++) {
            var answers = await(Future.all(Stream.generate(() -> reader.get(uri, Optional.empty()))
                    .limit(AT_ONCE)
                    .toList()));

            assertThat(answers.<HttpReader.Answer>list())
                    .allSatisfy(answer -> assertThat(answer.body()).isEqualTo(DOCUMENT));
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
