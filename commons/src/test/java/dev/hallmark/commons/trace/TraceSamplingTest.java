package dev.hallmark.commons.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraceSamplingTest {

    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Context RECORDED = new TraceParent(ID, "00f067aa0ba902b7", "01").context();
    private static final Context NOT_RECORDED = new TraceParent(ID, "00f067aa0ba902b7", "00").context();

    @Test
    void aRequestBeginsATrace() {
        assertThat(decision(1, Context.root(), SpanKind.SERVER)).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
        assertThat(decision(0, Context.root(), SpanKind.SERVER)).isEqualTo(SamplingDecision.DROP);
    }

    @Test
    void whatIsDoneByTheClockBeginsNone() {
        assertThat(decision(1, Context.root(), SpanKind.CLIENT)).isEqualTo(SamplingDecision.DROP);
    }

    @ParameterizedTest
    @EnumSource(SpanKind.class)
    void aTraceIsRecordedWholeOrNotAtAll(SpanKind kind) {
        assertThat(decision(0, RECORDED, kind)).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
        assertThat(decision(1, NOT_RECORDED, kind)).isEqualTo(SamplingDecision.DROP);
    }

    @Test
    void aShareIsFromZeroToOne() {
        assertThatThrownBy(() -> new TraceSampling().sampler(10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 0 to 1, not 10");
    }

    private static SamplingDecision decision(double ratio, Context parent, SpanKind kind) {
        return new TraceSampling()
                .sampler(ratio)
                .shouldSample(parent, ID, "name", kind, Attributes.empty(), List.of())
                .getDecision();
    }
}
