package dev.hallmark.audit.token;

import dev.hallmark.events.token.TokenUsed;
import dev.hallmark.messaging.inbox.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps when each machine token was used last. */
@ApplicationScoped
class TokenUseConsumer {

    private final Inbox inbox;
    private final TokenStore store;

    TokenUseConsumer(Inbox inbox, TokenStore store) {
        this.inbox = inbox;
        this.store = store;
    }

    @Incoming("token-uses")
    Uni<Void> used(ConsumerRecords<String, byte[]> records) {
        return inbox.consume(
                "audit-token-uses",
                TokenUsed.class,
                records,
                (transaction, events) -> store.used(
                        transaction,
                        events.stream().map(event -> (TokenUsed) event.data()).toList()));
    }
}
