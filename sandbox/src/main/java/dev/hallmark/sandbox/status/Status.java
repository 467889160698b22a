package dev.hallmark.sandbox.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How a running sandbox is.
 *
 * @param deadLetters how many are open, by consumer
 * @param problems what is wrong now; what heals by itself is gone from here when it has
 * @param log the last warnings and errors of the components, for the search of causes: none is a problem by itself; those
 *     of the start only while there is a problem
 */
public record Status(
        List<ComponentStatus> components,
        List<Outbox> outboxes,
        List<ConsumerGroup> consumers,
        Map<String, Long> deadLetters,
        List<Authority> authorities,
        List<Problem> problems,
        List<LogLine> log) {

    public Status {
        components = List.copyOf(components);
        outboxes = List.copyOf(outboxes);
        consumers = List.copyOf(consumers);
        deadLetters = Map.copyOf(deadLetters);
        authorities = List.copyOf(authorities);
        problems = List.copyOf(problems);
        log = List.copyOf(log);
    }

    /** Events that a service has not got to Kafka yet. */
    public record Outbox(String service, long events, long oldestSeconds) {}

    /** How many records a group of consumers has before it. */
    public record ConsumerGroup(String group, int members, long lag) {}

    /** An authority's CRL. */
    public record Authority(String name, String crlNumber, Instant thisUpdate, Instant nextUpdate) {}

    /** Something that is wrong now. */
    public record Problem(String where, String what) {}

    /** A line of a component's log. */
    public record LogLine(String component, String text) {}

    @JsonProperty
    public boolean healthy() {
        return problems.isEmpty();
    }
}
