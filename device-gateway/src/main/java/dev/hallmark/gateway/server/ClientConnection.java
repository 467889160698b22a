package dev.hallmark.gateway.server;

import dev.hallmark.commons.connection.TlsVersion;
import dev.hallmark.gateway.identity.ClientCertificateValidator.Validation;
import dev.hallmark.gateway.identity.TlsFacts;
import dev.hallmark.gateway.trace.ConnectionTrace;
import io.opentelemetry.api.trace.Tracer;
import io.vertx.core.http.HttpConnection;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** One connection of a client; used on its own event loop only. */
final class ClientConnection {
    private final HttpConnection connection;
    private final String ip;
    private final String peer;
    private final IdleTimer idle;
    private final ConnectionTrace trace;
    private Optional<byte[]> channelBinding = Optional.empty();
    private Optional<Validation> validation = Optional.empty();
    private boolean closing;

    ClientConnection(HttpConnection connection, IdleTimer idle, Tracer tracer) {
        this.connection = connection;
        this.ip = connection.remoteAddress().hostAddress();
        this.peer = connection.remoteAddress(true).hostAddress();
        this.idle = idle;
        this.trace = new ConnectionTrace(tracer, ip);
    }

    /** The client's address: from a trusted PROXY header, or else the peer's. */
    String ip() {
        return ip;
    }

    /** The address at the other end of the TCP connection. */
    String peer() {
        return peer;
    }

    IdleTimer idle() {
        return idle;
    }

    ConnectionTrace trace() {
        return trace;
    }

    /** The same for all requests on a connection, so it is computed once. */
    byte[] channelBinding() {
        if (channelBinding.isEmpty()) {
            channelBinding = Optional.of(TlsFacts.channelBinding(connection.sslSession()));
        }
        return channelBinding.get();
    }

    TlsVersion tls() {
        return TlsFacts.version(connection.sslSession());
    }

    Optional<X509Certificate> presentedCertificate() {
        return TlsFacts.clientCertificate(connection.sslSession());
    }

    Optional<Validation> validation() {
        return validation;
    }

    /** Whether further requests on this connection are ignored until it is closed. */
    boolean closing() {
        return closing;
    }

    void markClosing() {
        closing = true;
    }

    void remember(Optional<Validation> latest) {
        this.validation = latest;
    }
}
