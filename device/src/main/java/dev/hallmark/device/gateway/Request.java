package dev.hallmark.device.gateway;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/** A request to the gateway; an empty content type means that there is no body. */
public record Request(String method, String path, Map<String, String> headers, String contentType, byte[] body) {

    public Request {
        headers = Map.copyOf(headers);
    }

    public static Request get(String path) {
        return new Request("GET", path, Map.of(), "", new byte[0]);
    }

    public static Request post(String path, String contentType, String body) {
        return post(path, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Request post(String path, String contentType, byte[] body) {
        return new Request("POST", path, Map.of(), contentType, body);
    }

    public Request with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Request(method, path, more, contentType, body);
    }

    public Request withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    ClassicHttpRequest message(HttpHost target) {
        var builder = ClassicRequestBuilder.create(method).setHttpHost(target).setPath(path);
        headers.forEach(builder::addHeader);
        if (!contentType.isEmpty()) {
            builder.setEntity(new ByteArrayEntity(body, ContentType.parse(contentType)));
        }
        return builder.build();
    }
}
