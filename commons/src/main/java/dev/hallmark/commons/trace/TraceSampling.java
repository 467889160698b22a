package dev.hallmark.commons.trace;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Decides which traces are recorded: those whose beginning is, in whichever service that was. */
@Dependent
class TraceSampling {

    @Produces
    @Singleton
    Sampler sampler(@ConfigProperty(name = "quarkus.otel.traces.sampler.arg", defaultValue = "1") double ratio) {
        if (ratio < 0 || ratio > 1) {
            throw new IllegalArgumentException(
                    "quarkus.otel.traces.sampler.arg is the share of traces that are recorded, from 0 to 1, not "
                            + ratio);
        }
        return Sampler.parentBased(new WholeTraces(ratio));
    }
}
