package dev.hallmark.gateway.server;

import dev.hallmark.gateway.tls.TlsFiles;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Both ports, on one event loop; the instances share the ports. */
final class GatewayVerticle extends AbstractVerticle {
    private static final long STREAMS_PER_CONNECTION = 32;
    private static final int BACKLOG = 1024;

    private final GatewaySettings settings;
    private final GatewayParts parts;
    private final HttpServerOptions deviceOptions;
    private Optional<HttpServer> deviceServer = Optional.empty();

    GatewayVerticle(GatewaySettings settings, GatewayParts parts, Optional<PemKeyCertOptions> pair) {
        this.settings = settings;
        this.parts = parts;
        this.deviceOptions = options(settings.port())
                .setUseProxyProtocol(settings.proxyProtocol().addresses().isPresent());
        pair.ifPresent(present -> TlsFiles.apply(present, settings.tls().minimumVersion(), deviceOptions));
    }

    @Override
    public void start(Promise<Void> started) {
        Future.all(listenForDevices(), listenForPublic()).<Void>mapEmpty().onComplete(started);
    }

    /** Uses a new certificate and key for new connections. */
    Future<Boolean> renew(PemKeyCertOptions pair) {
        return deviceServer
                .map(server -> server.updateSSLOptions(TlsFiles.update(pair, deviceOptions)))
                .orElseGet(() -> Future.succeededFuture(false));
    }

    private Future<HttpServer> listenForDevices() {
        var open = parts.deviceConnections(vertx);
        var server = vertx.createHttpServer(deviceOptions)
                .connectionHandler(connection -> accept(open, connection, deviceOptions))
                .requestHandler(parts.deviceHandler(vertx, open));
        deviceServer = Optional.of(server);
        return server.listen();
    }

    private Future<HttpServer> listenForPublic() {
        var open = parts.publicConnections(vertx);
        var options = options(settings.publicPort());
        return vertx.createHttpServer(options)
                .connectionHandler(connection -> accept(open, connection, options))
                .requestHandler(parts.publicHandler(vertx, open))
                .listen();
    }

    private static void accept(Connections open, HttpConnection connection, HttpServerOptions options) {
        StrictFraming.install(connection, options);
        StrictFields.install(connection);
        open.accept(connection);
    }

    private HttpServerOptions options(int port) {
        var limits = settings.limits();
        int headers = Math.toIntExact(limits.headers().asLongValue());
        return new HttpServerOptions()
                .setHost(settings.host())
                .setTracingPolicy(TracingPolicy.IGNORE)
                .setPort(port)
                .setAcceptBacklog(BACKLOG)
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(headers)
                .setMaxInitialLineLength(Math.toIntExact(limits.requestLine().asLongValue()))
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(STREAMS_PER_CONNECTION)
                        .setMaxHeaderListSize(headers))
                .setProxyProtocolTimeout(limits.handshake().toMillis())
                .setProxyProtocolTimeoutUnit(TimeUnit.MILLISECONDS)
                .setSslHandshakeTimeout(limits.handshake().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                // Waiting for a service does not count as idle; Connections closes idle connections sooner.
                .setIdleTimeout(Math.toIntExact(
                        limits.idle().plus(settings.upstream().timeout()).toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    }
}
