package dev.hallmark.gateway.server;

import dev.hallmark.gateway.identity.AddressRange;
import dev.hallmark.gateway.limit.ConnectionLimit;
import io.opentelemetry.api.trace.Tracer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The open connections of one event loop. */
final class Connections {
    private static final Logger LOG = Logger.getLogger(Connections.class);

    private final Vertx vertx;
    private final ConnectionLimit limit;
    private final Duration idle;
    private final Optional<List<AddressRange>> loadBalancers;
    private final Tracer tracer;
    private final IdentityHashMap<HttpConnection, ClientConnection> open = new IdentityHashMap<>();

    /** @param loadBalancers the only addresses that may connect, when given */
    Connections(
            Vertx vertx,
            ConnectionLimit limit,
            Duration idle,
            Optional<List<AddressRange>> loadBalancers,
            Tracer tracer) {
        this.vertx = vertx;
        this.limit = limit;
        this.idle = idle;
        this.loadBalancers = loadBalancers;
        this.tracer = tracer;
    }

    /** Accepts a new connection, or closes it. */
    void accept(HttpConnection connection) {
        var timer = new IdleTimer(vertx, idle, () -> close(connection));
        var client = new ClientConnection(connection, timer, tracer);
        open.put(connection, client);
        connection.closeHandler(closed -> forget(connection, client));
        timer.start();
        boolean within = limit.enter(client.ip());
        if (!within || !mayConnect(client)) {
            LOG.debugf("connection closed: address=%s limit=%s", client.peer(), !within);
            close(connection);
        }
    }

    /** The connection of a request; empty when it has been closed meanwhile. */
    Optional<ClientConnection> find(HttpConnection connection) {
        return Optional.ofNullable(open.get(connection));
    }

    /** A PROXY header from anywhere else would let a client choose its address. */
    private boolean mayConnect(ClientConnection client) {
        return loadBalancers
                .map(ranges -> AddressRange.anyContains(ranges, client.peer()))
                .orElse(true);
    }

    private void forget(HttpConnection connection, ClientConnection client) {
        open.remove(connection);
        client.idle().stop();
        client.trace().close();
        limit.leave(client.ip());
    }

    private static void close(HttpConnection connection) {
        connection.close().onFailure(failure -> LOG.debug("closing failed", failure));
    }
}
