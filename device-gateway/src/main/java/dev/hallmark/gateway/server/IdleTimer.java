package dev.hallmark.gateway.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Closes a connection that has no request under way for too long. Octets alone do not count, so dripping headers in one
 * at a time wins nothing.
 */
final class IdleTimer {
    private final Vertx vertx;
    private final Duration most;
    private final Runnable close;
    private int underWay;
    private OptionalLong timer = OptionalLong.empty();

    IdleTimer(Vertx vertx, Duration most, Runnable close) {
        this.vertx = vertx;
        this.most = most;
        this.close = close;
    }

    void start() {
        timer = OptionalLong.of(vertx.setTimer(most.toMillis(), due -> close.run()));
    }

    void stop() {
        timer.ifPresent(vertx::cancelTimer);
        timer = OptionalLong.empty();
    }

    /** Counts a request as under way until its response has been sent or its stream is gone. */
    void during(HttpServerResponse response) {
        stop();
        underWay++;
        response.endHandler(done -> finished());
    }

    private void finished() {
        underWay--;
        if (underWay == 0) {
            stop();
            start();
        }
    }
}
