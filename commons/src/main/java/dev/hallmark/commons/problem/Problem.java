package dev.hallmark.commons.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a caller gets when a request is refused or fails (RFC 9457).
 *
 * @param type a URI that stays the same for the same problem
 * @param title the problem in a few words
 * @param status the HTTP status
 * @param detail a sentence the caller can act on; null where saying more would help an attacker
 * @param extensions further members, such as the field or the line at fault
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type, String title, int status, String detail, @JsonAnyGetter Map<String, Object> extensions) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "https://hallmark.dev/problems/";

    public Problem {
        extensions = Map.copyOf(extensions);
    }

    /** A problem of this code (kebab-case), whose title is the code in words. */
    public static Problem of(int status, String code, String detail) {
        var words = code.replace('-', ' ');
        var title = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return new Problem(TYPES + code, title, status, detail, Map.of());
    }

    public static Problem of(int status, String code) {
        return of(status, code, null);
    }

    /** The answer to a request that was refused, without the headers that its status may call for besides. */
    public static Response.ResponseBuilder answer(int status, Refused refused) {
        var code = refused.code().name().toLowerCase(Locale.ROOT).replace('_', '-');
        var problem = of(status, code, refused.detail().orElse(null));
        for (var member : refused.members().entrySet()) {
            problem = problem.with(member.getKey(), member.getValue());
        }
        var answer = problem.toResponseBuilder();
        return refused.retryAfter().isZero()
                ? answer
                : answer.header(HttpHeaders.RETRY_AFTER, wholeSeconds(refused.retryAfter()));
    }

    /** RFC 9110 §10.2.3, rounded up, so that a retry at that time is not too early. */
    private static long wholeSeconds(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }

    /** The same with one more member. */
    public Problem with(String member, Object value) {
        var more = new TreeMap<>(extensions);
        more.put(member, value);
        return new Problem(type, title, status, detail, more);
    }

    public Response toResponse() {
        return toResponseBuilder().build();
    }

    public Response.ResponseBuilder toResponseBuilder() {
        return Response.status(status)
                .header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .entity(this);
    }
}
