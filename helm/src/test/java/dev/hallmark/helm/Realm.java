package dev.hallmark.helm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The realm of deploy/keycloak, whose machine is an administrator of its tenant too, and has tokens that outlast a trial. */
final class Realm {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TRIAL = Duration.ofHours(3);
    private static final String MACHINE = "hallmark-machine";

    private Realm() {}

    /** As Keycloak imports it; it names its secrets, which are in the environment of Keycloak. */
    static String text() throws IOException {
        var realm = (ObjectNode) JSON.readTree(
                Charts.PROJECT.resolve("deploy/keycloak/hallmark-realm.json").toFile());
        for (var user : realm.path("users")) {
            ((ArrayNode) user.path("realmRoles")).add("admin");
        }
        // Whatever network pods have: Keycloak takes only some ranges for its own.
        realm.put("sslRequired", "none").put("accessTokenLifespan", TRIAL.toSeconds());
        return realm.toPrettyString();
    }

    /**
     * An access token of the machine's.
     *
     * @param address of the realm, as it is reached from here
     */
    static String token(URI address, String secret) throws IOException, InterruptedException {
        var form = "grant_type=client_credentials&client_id=%s&client_secret=%s".formatted(MACHINE, secret);
        var request = HttpRequest.newBuilder(URI.create(address + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError("no token: " + answer.statusCode());
            }
            return JSON.readTree(answer.body()).path("access_token").asText();
        }
    }
}
