package dev.hallmark.messaging.inbox;

import dev.hallmark.commons.trace.TraceParent;
import dev.hallmark.events.Event;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Records the processing of each event as a span of the event's trace; events without one cost nothing. */
@ApplicationScoped
class ConsumerSpans {

    private final Tracer tracer;

    ConsumerSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Processes events each of which is part of its span, so that what follows from it is too. */
    Uni<Void> record(String consumer, List<Event> events, Function<List<Event>, Uni<Void>> process) {
        var spans = new ArrayList<Span>();
        var traced = events.stream().map(event -> begin(consumer, event, spans)).toList();
        return process.apply(traced)
                .onFailure()
                .invoke(failure ->
                        spans.forEach(span -> span.setStatus(StatusCode.ERROR).recordException(failure)))
                .onTermination()
                .invoke(() -> spans.forEach(Span::end));
    }

    private Event begin(String consumer, Event event, List<Span> spans) {
        return event.trace()
                .map(trace -> span(consumer, event, trace))
                .flatMap(span -> {
                    spans.add(span);
                    return TraceParent.of(span);
                })
                .map(event::in)
                .orElse(event);
    }

    /** Names as in OpenTelemetry's semantic conventions for messaging and CloudEvents. */
    private Span span(String consumer, Event event, TraceParent trace) {
        var topic = event.type().topic().name();
        return tracer.spanBuilder("process " + topic)
                .setParent(trace.context())
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", topic)
                .setAttribute("messaging.consumer.group.name", consumer)
                .setAttribute("cloudevents.event_id", event.id().toString())
                .setAttribute("cloudevents.event_type", event.type().typeName())
                .setAttribute("cloudevents.event_subject", event.key())
                .startSpan();
    }
}
