package dev.hallmark.device.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/**
 * What came back.
 *
 * @param retryAfter zero if the service sent none
 */
public record Answer(int status, String contentType, Duration retryAfter, String body) {

    static Answer of(ClassicHttpResponse response, String body) {
        return new Answer(
                response.getCode(),
                header(response, "Content-Type"),
                retryAfter(header(response, "Retry-After")),
                body);
    }

    private static String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null || header.getValue() == null ? "" : header.getValue();
    }

    /** Seconds only: Hallmark sends no dates, and a device may have no clock. */
    private static Duration retryAfter(String value) {
        return value.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(value)) : Duration.ZERO;
    }

    /** Returns this answer if it has the status, else throws it. */
    public Answer expect(int expected) throws UnexpectedAnswerException {
        if (status != expected) {
            throw new UnexpectedAnswerException(this);
        }
        return this;
    }

    public JsonNode json() throws IOException {
        return Json.read(body);
    }

    public <T> T json(Class<T> type) throws IOException {
        return Json.MAPPER.readValue(body, type);
    }

    /** The last part of the problem's type (RFC 9457), such as {@code attestation-failed}; empty if there is none. */
    public String problem() {
        if (!contentType.startsWith("application/problem+json")) {
            return "";
        }
        try {
            var type = json().path("type").asText();
            return type.substring(type.lastIndexOf('/') + 1);
        } catch (IOException e) {
            return "";
        }
    }
}
