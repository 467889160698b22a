package dev.hallmark.gateway.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLKeyException;

/** A device with a TLS engine that exports keying material. */
final class Device implements AutoCloseable {
    private static final Vertx VERTX = Vertx.vertx();

    private final HttpClient client;

    /** An answer, and the exporter as the device computed it before it sent the request. */
    record Answer(int status, MultiMap headers, Buffer body, byte[] exporter) {
        JsonNode json() {
            return World.json(body.toString());
        }
    }

    Device(HttpVersion version, Optional<String> certificate) {
        this(version, certificate, Set.of("TLSv1.3", "TLSv1.2"));
    }

    private Device(HttpVersion version, Optional<String> certificate, Set<String> protocols) {
        var options = new HttpClientOptions()
                .setLocalAddress(World.ownAddress().getHostAddress())
                .setSsl(true)
                .setUseAlpn(true)
                .setEnabledSecureTransportProtocols(protocols)
                .setProtocolVersion(version)
                .setTrustOptions(new PemTrustOptions()
                        .addCertPath(World.file("server-ca.pem").toString()))
                .setMaxPoolSize(1);
        certificate.ifPresent(name -> options.setKeyCertOptions(new PemKeyCertOptions()
                .addCertPath(World.file(name + ".pem").toString())
                .addKeyPath(World.file(name + ".key").toString())));
        client = VERTX.createHttpClient(options);
    }

    static Device anonymous(HttpVersion version) {
        return new Device(version, Optional.empty());
    }

    /** One that knows no newer TLS than 1.2. */
    static Device ofTls12(HttpVersion version, String certificate) {
        return new Device(version, Optional.of(certificate), Set.of("TLSv1.2"));
    }

    Answer get(String uri) throws Exception {
        return send(HttpMethod.GET, uri, Map.of(), Buffer.buffer());
    }

    Answer send(HttpMethod method, String uri, Map<String, Iterable<String>> headers, Buffer body) throws Exception {
        return client.request(method, World.port(), "localhost", uri)
                .compose(request -> send(request, headers, body))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private static Future<Answer> send(HttpClientRequest request, Map<String, Iterable<String>> headers, Buffer body) {
        headers.forEach(request::putHeader);
        byte[] exporter = exporter(request);
        return request.send(body).compose(response -> response.body()
                .map(received -> new Answer(response.statusCode(), response.headers(), received, exporter)));
    }

    private static byte[] exporter(HttpClientRequest request) {
        try {
            return ((ExtendedSSLSession) request.connection().sslSession())
                    .exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32);
        } catch (SSLKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        var unused = client.close().toCompletionStage().toCompletableFuture().join();
    }
}
