package dev.hallmark.device.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** How the fake services answer. */
final class Responses {

    static final ObjectMapper JSON = new ObjectMapper();

    private volatile boolean chunked;

    void inChunks() {
        chunked = true;
    }

    void json(ClassicHttpResponse response, int status, Object body) throws Exception {
        send(response, status, "application/json", JSON.writeValueAsString(body));
    }

    void problem(ClassicHttpResponse response, int status, String code) {
        var body = "{\"type\":\"https://hallmark.dev/problems/" + code + "\"}";
        send(response, status, "application/problem+json", body);
    }

    void send(ClassicHttpResponse response, int status, String contentType, String body) {
        response.setCode(status);
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setEntity(new ByteArrayEntity(bytes, ContentType.parse(contentType), chunked));
    }
}
