package dev.hallmark.sandbox.component;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A question to a starting process: do you serve? */
@FunctionalInterface
interface Readiness {
    Duration ATTEMPT = Duration.ofSeconds(2);

    boolean isReady() throws InterruptedException;

    /** The health of a service, as Kubernetes would ask for it. */
    static Readiness health(HttpClient http, int managementPort) {
        return answering(http, URI.create("http://127.0.0.1:%d/q/health/ready".formatted(managementPort)));
    }

    /** For programs that serve a document once they are ready. */
    static Readiness answering(HttpClient http, URI document) {
        var request = HttpRequest.newBuilder(document).timeout(ATTEMPT).build();
        return () -> {
            try {
                return http.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException e) {
                return false;
            }
        };
    }

    /** For programs that only listen. */
    static Readiness listening(int port) {
        return () -> {
            try (var socket = new Socket()) {
                var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
                socket.connect(address, (int) ATTEMPT.toMillis());
                return true;
            } catch (IOException e) {
                return false;
            }
        };
    }
}
