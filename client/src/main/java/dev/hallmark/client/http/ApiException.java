package dev.hallmark.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/** A service refused a request, or failed; {@code docs/reference/errors.md} lists the codes. */
public final class ApiException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_EXCERPT = 200;

    private final String request;
    private final int status;
    private final String code;
    private final String detail;
    private final transient JsonNode problem;

    private ApiException(HttpRequest request, int status, String code, String detail, JsonNode problem) {
        super("%s %s was answered %d %s"
                .formatted(
                        request.method(),
                        request.uri().getPath(),
                        status,
                        "%s %s".formatted(code, detail).strip())
                .strip());
        this.request = request.method() + " " + request.uri();
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.problem = problem;
    }

    /** Of an answer with {@code application/problem+json} (RFC 9457), or with anything else, of which it keeps the beginning. */
    static ApiException of(HttpRequest request, int status, byte[] body) {
        var problem = problem(body);
        var type = problem.path("type").asText();
        return new ApiException(
                request,
                status,
                type.substring(type.lastIndexOf('/') + 1),
                problem.path("detail").asText(problem.path("title").asText()),
                problem);
    }

    private static JsonNode problem(byte[] body) {
        try {
            var json = Api.JSON.readTree(body);
            return json.isObject() ? json : excerpt(body);
        } catch (IOException e) {
            return excerpt(body);
        }
    }

    private static JsonNode excerpt(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8).strip();
        return Api.JSON.createObjectNode().put("detail", text.substring(0, Math.min(text.length(), LONGEST_EXCERPT)));
    }

    /** Method and target of the request, such as {@code GET https://registry.example.com/api/registry/v1/devices/1}. */
    public String request() {
        return request;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The last part of the problem's type, such as {@code batch-exists}; empty when the answer has none. */
    public String code() {
        return code;
    }

    /** The service's sentence for people; empty when it gave none. */
    public String detail() {
        return detail;
    }

    /** The whole problem document, whose members depend on its type: {@code errors}, {@code permission}, {@code line}. */
    public JsonNode problem() {
        return problem;
    }
}
