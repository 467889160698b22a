package dev.hallmark.commons.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in a distributed trace, as the header {@code traceparent} writes it (W3C Trace Context §3.2).
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param parentId of the span: 16 such digits
 * @param flags 2 such digits; the last bit says that the trace is recorded
 */
public record TraceParent(String traceId, String parentId, String flags) {

    /** The name of the header, in HTTP and in Kafka. */
    public static final String HEADER = "traceparent";

    /** The version, then the parts; of a newer version, more after them. */
    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    /** Reads a header; empty when it is not one, which the specification wants to be ignored. */
    public static Optional<TraceParent> parse(String header) {
        return Optional.of(FORM.matcher(header))
                .filter(form -> form.matches())
                .map(form -> new TraceParent(form.group(1), form.group(2), form.group(3)));
    }

    /** Of the running code; empty when it is not part of a trace. */
    public static Optional<TraceParent> current() {
        return of(Span.current());
    }

    /** Of a span; empty for one that is part of no trace. */
    public static Optional<TraceParent> of(Span span) {
        return Optional.of(span.getSpanContext())
                .filter(SpanContext::isValid)
                .map(place -> new TraceParent(
                        place.getTraceId(),
                        place.getSpanId(),
                        place.getTraceFlags().asHex()));
    }

    /** Whether the trace is recorded. */
    public boolean sampled() {
        return TraceFlags.fromHex(flags, 0).isSampled();
    }

    /** What a span that follows from this one begins in. */
    public Context context() {
        var place = SpanContext.createFromRemoteParent(
                traceId, parentId, TraceFlags.fromHex(flags, 0), TraceState.getDefault());
        return Context.root().with(Span.wrap(place));
    }

    /** As the header writes it. */
    @Override
    public String toString() {
        return "00-%s-%s-%s".formatted(traceId, parentId, flags);
    }
}
