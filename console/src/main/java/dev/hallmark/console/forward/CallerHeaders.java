package dev.hallmark.console.forward;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;

/** What a service learns of a caller beside the request itself. */
final class CallerHeaders {

    private static final List<String> CLAIMS = List.of("cookie", "forwarded");
    private static final String FORWARDED = "x-forwarded-";

    private CallerHeaders() {}

    /** Nothing that the caller says of their own address; what we know of it instead. */
    static void replace(MultiMap headers, HttpServerRequest request) {
        headers.names().stream().filter(CallerHeaders::isClaim).toList().forEach(headers::remove);
        headers.set("X-Forwarded-For", request.remoteAddress().hostAddress());
        headers.set("X-Forwarded-Proto", request.scheme());
        headers.set("X-Forwarded-Host", request.authority().toString());
    }

    private static boolean isClaim(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return CLAIMS.contains(lower) || lower.startsWith(FORWARDED);
    }
}
