package dev.hallmark.attestation.policy;

import dev.hallmark.events.Event;
import dev.hallmark.events.policy.PolicyPublished;
import dev.hallmark.messaging.inbox.Inbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Copies the policies, which arrive whole and compacted. */
@ApplicationScoped
class PolicyConsumer {

    private final Inbox inbox;
    private final PolicyTable policies;

    PolicyConsumer(Inbox inbox, PolicyTable policies) {
        this.inbox = inbox;
        this.policies = policies;
    }

    @Incoming("policies")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return inbox.consume("attestation-policies", records, this::apply);
    }

    private Uni<Void> apply(SqlConnection transaction, List<Event> events) {
        var rows =
                events.stream().flatMap(PolicyConsumer::published).sorted(BY_ID).toList();
        return rows.isEmpty() ? Uni.createFrom().voidItem() : policies.apply(transaction, rows);
    }

    private static final Comparator<PolicyTable.Row> BY_ID =
            Comparator.comparing(row -> row.policy().policy());

    private static Stream<PolicyTable.Row> published(Event event) {
        return event.data() instanceof PolicyPublished policy
                ? Stream.of(new PolicyTable.Row(event.tenant(), policy))
                : Stream.empty();
    }
}
