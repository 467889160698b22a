package dev.hallmark.operator.audit;

import dev.hallmark.operator.access.Operation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an audit record says of its request. Captured at the beginning: a caller that has disconnected has no address.
 */
@RequestScoped
class AuditedRequest {

    private static final String OPERATOR_PLANE = "/api/";
    private static final int LONGEST_PATH = 512;

    /** W3C Trace Context §3.2: version, trace-id, parent-id, flags; of a newer version, more after them. */
    private static final Pattern TRACE_PARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

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

    private static Optional<String> traceId(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("traceparent"))
                .map(TRACE_PARENT::matcher)
                .filter(Matcher::matches)
                .map(parent -> parent.group(1));
    }
}
