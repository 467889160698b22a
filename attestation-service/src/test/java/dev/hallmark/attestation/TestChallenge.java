package dev.hallmark.attestation;

import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A challenge as a device reads it. */
public record TestChallenge(String id, String nonce, String audience, String encapsulation) {

    private static final String PATH = "/attestation/v1/challenges";

    /** One that asks for a signature. */
    public TestChallenge(String id, String nonce, String audience) {
        this(id, nonce, audience, null);
    }

    public static HttpResponse<String> ask(TestDevice device, TestGateway connection) {
        return ask(device.askBody(), connection);
    }

    public static HttpResponse<String> ask(String body, TestGateway connection) {
        return connection.post(PATH, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** A challenge for a device that gets one. */
    public static TestChallenge get(TestDevice device, TestGateway connection) {
        var response = ask(device, connection);
        if (response.statusCode() != 201) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        var json = JsonPath.from(response.body());
        return new TestChallenge(
                json.getString("challengeId"),
                json.getString("nonce"),
                json.getString("audience"),
                json.getString("encapsulation"));
    }

    public HttpResponse<String> answerEat(byte[] evidence, TestGateway connection) {
        return connection.post(path(), "application/eat+jwt", evidence);
    }

    public HttpResponse<String> answerCwt(byte[] evidence, TestGateway connection) {
        return connection.post(path(), "application/eat+cwt", evidence);
    }

    public HttpResponse<String> answerRaw(byte[] evidence, TestGateway connection) {
        return connection.post(path(), "application/vnd.hallmark.evidence+json", evidence);
    }

    public String path() {
        return PATH + "/" + id + "/evidence";
    }
}
