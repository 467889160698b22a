package dev.hallmark.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.audit.testing.Records;
import dev.hallmark.audit.testing.Surroundings;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.audit.chain.Statement;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class CheckpointUpkeepIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final TenantId TENANT = TenantId.of("due");

    @Inject
    Statements statements;

    @Inject
    StatementStore store;

    @Inject
    VerifiedStatements verified;

    @Inject
    CheckpointAge age;

    @Test
    void neitherACutNorACheckpointOfTheFuturePutsOffTheNext() {
        // Given
        Records.record("due", 2);
        var checkpoint = statements.checkpoint(TENANT).await().atMost(TIMEOUT).content();
        Records.record("due", 1);
        Records.await("due", 3);
        statements.cut(TENANT, Instant.now()).await().atMost(TIMEOUT);
        var cut = last();
        assertThat(cut.kind()).isEqualTo(Statement.Kind.CUT);

        // When
        keepUp(cut.at(), Duration.between(checkpoint.at(), cut.at()));

        // Then
        var next = last();
        assertThat(next.kind()).isEqualTo(Statement.Kind.CHECKPOINT);
        assertThat(next.number()).isEqualTo(cut.number() + 1);

        // When
        keepUp(next.at().plusSeconds(59), Duration.ofMinutes(1));
        assertThat(last()).isEqualTo(next);
        keepUp(next.at().minusSeconds(1), Duration.ofMinutes(1));

        // Then
        assertThat(last().number()).isEqualTo(next.number() + 1);
    }

    private void keepUp(Instant now, Duration every) {
        new CheckpointUpkeep(
                        statements,
                        verified,
                        age,
                        () -> every,
                        Clock.fixed(now, ZoneOffset.UTC),
                        List.of(TENANT.name()))
                .keepUp()
                .await()
                .atMost(TIMEOUT);
    }

    private Statement last() {
        return store.list(TENANT, Long.MAX_VALUE, 1)
                .await()
                .atMost(TIMEOUT)
                .getFirst()
                .content();
    }
}
