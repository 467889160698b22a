package dev.hallmark.operator.audit;

import dev.hallmark.commons.trace.TraceParent;
import dev.hallmark.operator.access.Operation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an audit record says of its request. Captured at the beginning: a caller that has disconnected has no address.
 */
@RequestScoped
class AuditedRequest {

    private static final String OPERATOR_PLANE = "/api/";
    private static final int LONGEST_PATH = 512;

    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7E]");

    private final String path;
    private final Optional<String> address;
    private final Optional<String> traceId;
    private Optional<Operation> operation = Optional.empty();

    AuditedRequest(CurrentVertxRequest current) {
        var request = current.getCurrent().request();
        this.path = request.path();
        this.address = Optional.ofNullable(request.remoteAddress()).map(SocketAddress::hostAddress);
        this.traceId = traceId(request);
    }

    /** Sets the operation of the request. */
    void begin(Operation asked) {
        operation = Optional.of(asked);
    }

    /** Whether it is for the operator plane, even if there is no such endpoint. */
    boolean isForOperators() {
        return path.startsWith(OPERATOR_PLANE) || operation.isPresent();
    }

    Optional<Operation> operation() {
        return operation;
    }

    /** As it was sent, without unprintable characters, and cut off where it is longer than any of ours. */
    String path() {
        var cut = path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path;
        return UNPRINTABLE.matcher(cut).replaceAll("?");
    }

    Optional<String> address() {
        return address;
    }

    Optional<String> traceId() {
        return traceId;
    }

    /** Of the trace that the caller began, or else of the one that began here. */
    private static Optional<String> traceId(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(TraceParent.HEADER))
                .flatMap(TraceParent::parse)
                .or(TraceParent::current)
                .map(TraceParent::traceId);
    }
}
