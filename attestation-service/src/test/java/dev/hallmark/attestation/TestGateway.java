package dev.hallmark.attestation;

import dev.hallmark.commons.connection.ConnectionFacts;
import dev.hallmark.commons.connection.TlsVersion;
import dev.hallmark.testkit.ConnectionHeader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.ConfigProvider;

/** The device gateway as the service sees it: one instance is one device's TLS connection, from an address of its own. */
public final class TestGateway {

    private static final HttpClient HTTP = client();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Optional<byte[]> exporter;
    private final Optional<TlsVersion> version;
    private final String address = "2001:db8:%x:%x::1".formatted(RANDOM.nextInt(0x10000), RANDOM.nextInt(0x10000));

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private TestGateway(Optional<byte[]> exporter, Optional<TlsVersion> version) {
        this.exporter = exporter;
        this.version = version;
    }

    /** A new connection. */
    public static TestGateway connect() {
        return connect(Optional.of(TlsVersion.TLS_1_3));
    }

    /** A new connection of this version of TLS; empty: from a gateway that does not say. */
    public static TestGateway connect(Optional<TlsVersion> version) {
        var exporter = new byte[32];
        RANDOM.nextBytes(exporter);
        return new TestGateway(Optional.of(exporter), version);
    }

    /** A connection whose TLS ends before the gateway. */
    public static TestGateway connectUnbound() {
        return new TestGateway(Optional.empty(), Optional.empty());
    }

    public Optional<byte[]> exporter() {
        return exporter;
    }

    public HttpResponse<String> post(String path, String contentType, byte[] body) {
        // A connection of its own: after a 413 the service closes, and a pooled one might be reused just then.
        try (var http = client()) {
            return http.send(request(path, contentType, body), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Posts JSON and asks for an answer of this type. */
    public HttpResponse<byte[]> postForOctets(String path, String body, String accept) {
        var request = HttpRequest.newBuilder(uri(path))
                .header(ConnectionHeader.NAME, header(path))
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.sendAsync(request, BodyHandlers.ofByteArray()).join();
    }

    public CompletableFuture<HttpResponse<String>> postAsync(String path, String contentType, byte[] body) {
        return HTTP.sendAsync(request(path, contentType, body), BodyHandlers.ofString());
    }

    /** Sends a request and closes the connection without waiting for the answer. */
    public void postAndHangUp(String path, String contentType, byte[] body) {
        var head =
                "POST %s HTTP/1.1\r\nHost: x\r\nHallmark-Connection: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, header(path), contentType, body.length);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), uri(path).getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static URI uri(String path) {
        var port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public HttpRequest request(String path, String contentType, byte[] body) {
        return HttpRequest.newBuilder(uri(path))
                .header(ConnectionHeader.NAME, header(path))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private String header(String path) {
        return ConnectionHeader.of("POST", path, new ConnectionFacts(address, exporter, version, Optional.empty()));
    }

    static String base64url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
