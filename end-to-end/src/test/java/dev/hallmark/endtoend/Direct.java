package dev.hallmark.endtoend;

import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Speaks to a service's own port, as somebody inside the network could. */
final class Direct {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();
    private static final String PATH = "/attestation/v1/challenges";

    private Direct() {}

    static HttpResponse<String> challenge(URI service, byte[] publicKey, String connection)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(service + PATH))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"publicKey\":\"%s\",\"purpose\":\"onboard\"}"
                        .formatted(Base64.getEncoder().encodeToString(publicKey))));
        if (!connection.isEmpty()) {
            request.header("Hallmark-Connection", connection);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The header that the gateway would add to that request, signed with the secret of one of the services. */
    static String connection(Sandbox sandbox, String secretOf) throws GeneralSecurityException {
        var now = Instant.now().getEpochSecond();
        var claims =
                """
                {"iss":"device-gateway","aud":"attestation-service","iat":%d,"exp":%d,"htm":"POST","htu":"%s",\
                "ip":"127.0.0.1","cb":"%s"}"""
                        .formatted(now, now + 20, PATH, BASE64_URL.encodeToString(new byte[32]));
        var input = encode("{\"alg\":\"HS256\"}") + "." + encode(claims);
        var mac = Mac.getInstance("HmacSHA256");
        var secret = Base64.getDecoder().decode(sandbox.secret("connection." + secretOf));
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return input + "." + BASE64_URL.encodeToString(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encode(String json) {
        return BASE64_URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
