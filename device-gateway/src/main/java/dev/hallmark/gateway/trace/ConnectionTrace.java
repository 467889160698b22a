package dev.hallmark.gateway.trace;

import dev.hallmark.commons.trace.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The trace of one connection. A device attests, enrols and asks for its connection details on the same connection, so
 * its onboarding is one trace though it sends no trace context; one that it sends is not believed. Used on one event loop.
 *
 * <p>Names as in OpenTelemetry's semantic conventions.
 */
public final class ConnectionTrace {
    private static final int SERVER_ERROR = 500;

    private final Tracer tracer;
    private final String address;
    private final Set<Span> requests = new HashSet<>();
    private Optional<Span> connection = Optional.empty();

    /** @param address of the client */
    public ConnectionTrace(Tracer tracer, String address) {
        this.tracer = tracer;
        this.address = address;
    }

    /** Begins the span of a request; the first one begins the connection's. */
    public Span begin(HttpServerRequest request) {
        if (connection.isEmpty()) {
            connection = Optional.of(tracer.spanBuilder("connection")
                    .setNoParent()
                    .setSpanKind(SpanKind.SERVER)
                    .setAttribute("client.address", address)
                    .startSpan());
        }
        var span = tracer.spanBuilder(request.method().name())
                .setParent(Context.root().with(connection.get()))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", request.method().name())
                .setAttribute("url.path", request.path())
                .setAttribute("client.address", address)
                .startSpan();
        requests.add(span);
        return span;
    }

    /** Ends the span of a request that has been answered. */
    public void end(Span request, HttpServerResponse response) {
        request.setAttribute("http.response.status_code", response.getStatusCode());
        if (response.getStatusCode() >= SERVER_ERROR) {
            request.setStatus(StatusCode.ERROR);
        }
        request.end();
        requests.remove(request);
    }

    /** Ends the connection's span, and those of requests that will not be answered any more. */
    public void close() {
        requests.forEach(request ->
                request.setStatus(StatusCode.ERROR, "the connection was closed").end());
        requests.clear();
        connection.ifPresent(Span::end);
    }

    /** Writes a span into the headers of a request to a service, in place of what the client sent. */
    public static void propagate(Span request, MultiMap headers) {
        headers.remove(TraceParent.HEADER).remove("tracestate").remove("baggage");
        TraceParent.of(request).ifPresent(parent -> headers.set(TraceParent.HEADER, parent.toString()));
    }
}
