package dev.hallmark.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;

/** Checks problem responses exactly. */
final class Problems {
    private static final String END_OF_HEAD = "\r\n\r\n";

    private Problems() {}

    /** The one answer in all that came over a connection of HTTP/1.1. */
    static void assertProblem(String answer, int status, String code) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").containsOnlyOnce("HTTP/1.1 ");
        int end = answer.indexOf(END_OF_HEAD);
        var headers = headers(answer.substring(0, end));
        var body = answer.substring(end + END_OF_HEAD.length());
        assertThat(headers).containsEntry("content-length", Integer.toString(body.length()));
        assertProblem(headers, body, status, code);
    }

    static void assertProblem(RawHttp2.Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(Integer.toString(status));
        assertThat(answer.end()).isEqualTo("END_STREAM");
        assertProblem(answer.headers(), answer.body(), status, code);
    }

    static void assertProblem(Device.Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        var headers = new TreeMap<String, String>();
        answer.headers().forEach((name, value) -> headers.put(name, value));
        assertProblem(headers, answer.body().toString(), status, code);
    }

    private static void assertProblem(Map<String, String> headers, String body, int status, String code) {
        assertThat(headers)
                .containsEntry("content-type", "application/problem+json")
                .containsEntry("cache-control", "no-store");
        var problem = World.json(body);
        assertThat(problem.path("type").textValue()).isEqualTo("https://hallmark.dev/problems/" + code);
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.fieldNames()).toIterable().containsExactlyInAnyOrder("type", "title", "status", "detail");
    }

    private static Map<String, String> headers(String head) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        head.lines().skip(1).map(line -> line.split(": ", 2)).forEach(field -> headers.put(field[0], field[1]));
        return headers;
    }
}
