package dev.hallmark.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Speaks to a service's own port, as somebody inside the network could. */
final class Direct {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Direct() {}

    static HttpResponse<String> challenge(URI service, String publicKey, String connection)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(service + "/attestation/v1/challenges"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"publicKey\":\"%s\",\"purpose\":\"onboard\"}".formatted(publicKey)));
        if (!connection.isEmpty()) {
            request.header("Hallmark-Connection", connection);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
