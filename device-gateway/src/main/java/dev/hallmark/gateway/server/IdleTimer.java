package dev.hallmark.gateway.server;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Closes a connection that has had no request in progress for too long. Octets alone do not count, so sending headers
 * one octet at a time gains nothing.
 */
final class IdleTimer {
    private final Vertx vertx;
    private final Duration most;
    private final Runnable close;
    private int inProgress;
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

    /** Counts a request as in progress until it is {@link #finished}. */
    void began() {
        stop();
        inProgress++;
    }

    void finished() {
        inProgress--;
        if (inProgress == 0) {
            stop();
            start();
        }
    }
}
