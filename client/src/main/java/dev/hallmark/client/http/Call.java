package dev.hallmark.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A request that is put together part by part and sent by its last method, which names the type of the answer. */
public final class Call {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A service reads an upload to its end before it answers. */
    private static final Duration UPLOADED = Duration.ofHours(1);

    private final Api api;
    private final String path;
    private final String query;
    private final Optional<String> ifMatch;

    Call(Api api, String path, String query, Optional<String> ifMatch) {
        this.api = api;
        this.path = path;
        this.query = query;
        this.ifMatch = ifMatch;
    }

    /** With a parameter, when it has a value. */
    public Call query(String name, Optional<String> value) {
        var joint = query.isEmpty() ? "?" : "&";
        return value.map(text -> new Call(api, path, query + joint + name + "=" + Api.encoded(text), ifMatch))
                .orElse(this);
    }

    /** Only when the thing still has this entity tag (RFC 9110 §13.1.1). */
    public Call ifMatch(String tag) {
        return new Call(api, path, query, Optional.of(tag));
    }

    public <T> T get(Class<T> type) throws IOException, InterruptedException {
        return Api.JSON.readValue(get(), type);
    }

    /** A list that is given out in pages. */
    public <T> Listing<T> list(Class<T> type) {
        return Listing.at(this, Api.JSON.getTypeFactory().constructParametricType(Page.class, type));
    }

    public <T> T post(Object body, Class<T> type) throws IOException, InterruptedException {
        return send("POST", body, type);
    }

    public <T> T put(Object body, Class<T> type) throws IOException, InterruptedException {
        return send("PUT", body, type);
    }

    /** Sends a file, which is streamed. */
    public <T> T upload(HttpRequest.BodyPublisher file, Map<String, String> headers, Class<T> type)
            throws IOException, InterruptedException {
        var request = api.request(path + query).timeout(UPLOADED).POST(file);
        headers.forEach(request::header);
        return Api.JSON.readValue(api.send(request.build()), type);
    }

    /** What stands there, of whatever type and length, as it comes. The caller closes it. */
    public InputStream stream() throws IOException, InterruptedException {
        return api.stream(api.request(path + query)
                .setHeader("Accept", "*/*")
                .timeout(PATIENCE)
                .GET()
                .build());
    }

    byte[] get() throws IOException, InterruptedException {
        return api.send(api.request(path + query).timeout(PATIENCE).GET().build());
    }

    private <T> T send(String method, Object body, Class<T> type) throws IOException, InterruptedException {
        var request = api.request(path + query)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(Api.JSON.writeValueAsBytes(body)));
        ifMatch.ifPresent(tag -> request.header("If-Match", tag));
        return Api.JSON.readValue(api.send(request.build()), type);
    }
}
