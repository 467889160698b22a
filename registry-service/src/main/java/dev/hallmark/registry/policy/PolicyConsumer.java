package dev.hallmark.registry.policy;

import dev.hallmark.events.Event;
import dev.hallmark.events.policy.PolicyPublished;
import dev.hallmark.messaging.inbox.Inbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the names of policies, so that a batch can choose one. */
@ApplicationScoped
class PolicyConsumer {

    private static final String KEEP = "insert into policy (id, tenant, name, version) values ($1, $2, $3, $4)"
            + " on conflict (id) do update set name = excluded.name, version = excluded.version"
            + " where policy.tenant = excluded.tenant and policy.version < excluded.version";

    private final Inbox inbox;

    PolicyConsumer(Inbox inbox) {
        this.inbox = inbox;
    }

    @Incoming("policies")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return inbox.consume("registry-policies", records, PolicyConsumer::keep);
    }

    private static Uni<Void> keep(SqlConnection transaction, List<Event> events) {
        var rows = events.stream()
                .filter(event -> event.data() instanceof PolicyPublished)
                .map(event -> row(event, (PolicyPublished) event.data()))
                .toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(KEEP).executeBatch(rows).replaceWithVoid();
    }

    private static Tuple row(Event event, PolicyPublished policy) {
        return Tuple.of(policy.policy(), event.tenant().name(), policy.name(), policy.version());
    }
}
