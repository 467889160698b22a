package dev.hallmark.events;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A Kafka topic, as it is to be created.
 *
 * @param partitions in a cluster; a consumer shares its work among as many replicas at most
 * @param owners the services that publish to it
 */
@Immutable
@SuppressWarnings("Immutable") // The list is an immutable copy.
public record Topic(String name, int partitions, Cleanup cleanup, List<String> owners) {

    public Topic {
        owners = List.copyOf(owners);
    }

    /** How long Kafka keeps a message. */
    public enum Cleanup {
        /** For a week: half as long as inboxes remember their events. */
        DELETE("delete", Duration.ofDays(7)),
        /** Until there is a newer one of its key: the last message of each is the whole state. */
        COMPACT("compact", null),
        /** The last message of each key for 400 days: longer than anything that it is about is valid. */
        COMPACT_FOR_A_YEAR("compact,delete", Duration.ofDays(400)),
        /** For 90 days: a person has to look at them, or they are stored for good. */
        DELETE_LATE("delete", Duration.ofDays(90)),
        /** For ever, one by one: few messages that later ones are compared with. */
        KEEP("delete", Duration.ofMillis(-1));

        private final String policy;
        private final Duration retention;

        Cleanup(String policy, Duration retention) {
            this.policy = policy;
            this.retention = retention;
        }
    }

    /** The settings that Kafka is to have for it beside the number of partitions. */
    public Map<String, String> settings() {
        return cleanup.retention == null
                ? Map.of("cleanup.policy", cleanup.policy)
                : Map.of("cleanup.policy", cleanup.policy, "retention.ms", Long.toString(cleanup.retention.toMillis()));
    }

    /** What Kafka does with old messages: {@code compact}, {@code delete} or both. */
    public List<String> cleanupPolicies() {
        return List.of(cleanup.policy.split(",", -1));
    }

    public boolean isCompacted() {
        return cleanupPolicies().contains("compact");
    }
}
