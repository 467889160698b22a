package dev.hallmark.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.commons.trace.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

/** Nobody outside decides what is recorded. */
class ConnectionTraceTest {

    private static final TraceParent OURS =
            new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01");

    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap()
            .add("Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            .add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00")
            .add("TraceState", "vendor=1")
            .add("baggage", "tenant=other")
            .add("Accept", "*/*");

    @Test
    void aServiceReadsTheTraceOfTheConnectionAndNotTheClients() {
        ConnectionTrace.propagate(Span.fromContext(OURS.context()), headers);

        assertThat(headers.getAll("traceparent")).containsExactly(OURS.toString());
        assertThat(headers.names()).containsExactlyInAnyOrder("Accept", "traceparent");
    }

    @Test
    void whereNothingIsRecordedAServiceReadsNoTrace() {
        ConnectionTrace.propagate(Span.getInvalid(), headers);

        assertThat(headers.names()).containsExactly("Accept");
    }
}
