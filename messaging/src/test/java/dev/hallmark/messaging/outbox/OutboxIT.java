package dev.hallmark.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.Events;
import dev.hallmark.events.Topics;
import dev.hallmark.events.attestation.AttestationFailed;
import dev.hallmark.testkit.TopicReader;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both kinds of transaction that a service may use: Hibernate's, and one on a connection of its own. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class OutboxIT {

    private static final TenantId TENANT = TenantId.of("default");
    private static final DeviceId DEVICE =
            DeviceId.parse("d77238ff070ade19347b71e522e891fa9cf1cc1bad4c33d6648296637bca751f");

    /** What an array of PostgreSQL would take for its own punctuation. */
    private static final List<String> REASONS = List.of("a,b", "{\"c\\\"}", "null", "it's ?1 and $1", "é \t 💡");

    @Inject
    Pool pool;

    @Inject
    Outbox outbox;

    @Inject
    Events events;

    @Test
    void eventsOfAHibernateTransactionArePublishedInTheirOrder() throws Throwable {
        var made = failures(REASONS);

        inSession(() -> outbox.append(made));

        assertThat(published(made)).containsExactly(made);
    }

    @Test
    void eventsOfATransactionOnAConnectionArePublishedInTheirOrder() throws Throwable {
        var made = failures(REASONS);

        await(() -> pool.withTransaction(transaction -> outbox.append(transaction, made)));

        assertThat(published(made)).containsExactly(made);
    }

    @Test
    void aHibernateTransactionThatRollsBackPublishesNothing() throws Throwable {
        // Given
        var lost = failures(List.of("lost"));
        var kept = failures(List.of("kept"));

        // When
        assertThatThrownBy(() -> inSession(() -> outbox.append(lost).invoke(() -> {
                    throw new IllegalStateException("as the test wants it");
                })))
                .hasMessage("as the test wants it");
        inSession(() -> outbox.append(kept));

        // Then
        assertThat(published(Stream.of(lost, kept).flatMap(Stream::of).toArray(Event[]::new), 1))
                .containsExactly(kept);
    }

    private static void inSession(Supplier<Uni<Void>> work) throws Throwable {
        await(() -> Panache.withTransaction(work));
    }

    private static void await(Supplier<Uni<Void>> work) throws Throwable {
        VertxContextSupport.subscribeAndAwait(work);
    }

    private Event[] failures(List<String> reasons) {
        return reasons.stream()
                .map(reason -> events.of(TENANT, new AttestationFailed(DEVICE, "a batch", reason)))
                .toArray(Event[]::new);
    }

    private static List<Event> published(Event... made) {
        return published(made, made.length);
    }

    private static List<Event> published(Event[] made, int count) {
        var wanted = List.of(made);
        return TopicReader.await(Topics.ATTESTATION, wanted::contains, found -> found.size() >= count);
    }
}
