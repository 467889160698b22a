package dev.hallmark.commons.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Records a share of the traces that begin with a request to us. What a service does by the clock, such as polling its
 * database or another service's keys, would begin a trace each time, and is not recorded.
 */
final class WholeTraces implements Sampler {

    private final Sampler share;

    /** @param ratio from 0 to 1 */
    WholeTraces(double ratio) {
        this.share = Sampler.traceIdRatioBased(ratio);
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        return kind == SpanKind.SERVER
                ? share.shouldSample(parent, traceId, name, kind, attributes, links)
                : SamplingResult.drop();
    }

    @Override
    public String getDescription() {
        return "requests to us, " + share.getDescription();
    }
}
