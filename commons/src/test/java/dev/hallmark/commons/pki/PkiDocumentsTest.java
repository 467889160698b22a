package dev.hallmark.commons.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PkiDocumentsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    /** More than there are connections to one server. */
    private static final int HUNG = 12;

    private final Vertx vertx = Vertx.vertx();
    private final PkiDocuments documents = new PkiDocuments(vertx, TIMEOUT);
    private HttpServer server;
    private volatile boolean hangs = true;

    @BeforeEach
    void serve() throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    if (!hangs) {
                        request.response().end("document");
                    }
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void requestsThatWereNeverAnsweredDoNotKeepLaterOnesWaiting() {
        // Given
        var uri = URI.create("http://127.0.0.1:%d/pki/v1/issuers".formatted(server.actualPort()));
        for (int request = 0; request < HUNG; request++) {
            assertThat(documents.get(uri).toCompletionStage()).failsWithin(PATIENCE);
        }

        // When
        hangs = false;

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        documents.get(uri).toCompletionStage())
                .succeedsWithin(PATIENCE)
                .satisfies(found ->
                        assertThat(found.orElseThrow().body().toString()).isEqualTo("document")));
    }
}
