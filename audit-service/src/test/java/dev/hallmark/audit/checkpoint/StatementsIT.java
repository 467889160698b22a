package dev.hallmark.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.audit.testing.Records;
import dev.hallmark.audit.testing.Surroundings;
import dev.hallmark.audit.trail.TrailStore;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.audit.chain.SignedStatement;
import dev.hallmark.events.audit.chain.Statement;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class StatementsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final TenantId TENANT = TenantId.of("busy");

    @Inject
    Statements statements;

    @Inject
    CheckpointKey key;

    @Inject
    TrailStore trail;

    /** Else the later one would say that the trail ends before a record that the earlier one names. */
    @Test
    void aCheckpointNeverGoesBackBehindOneThatAnotherReplicaMakesMeanwhile() throws Exception {
        // Given
        Records.record("busy", 2);
        var first = now(statements.checkpoint(TENANT));

        try (var replica = Surroundings.superuser();
                var work = replica.createStatement()) {
            // When: it waits for the statements until the other replica has signed a record more
            replica.setAutoCommit(false);
            var ignored = work.execute("lock table statement in access exclusive mode");
            var waiting = statements.checkpoint(TENANT).subscribeAsCompletionStage();
            Awaitility.await().atMost(TIMEOUT).until(StatementsIT::isWaitedFor);
            Records.record("busy", 1);
            Records.await("busy", 3);
            insert(replica, signedAfter(first));
            replica.commit();

            // Then
            var second = waiting.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS).content();
            assertThat(second.number()).isEqualTo(first.content().number() + 2);
            assertThat(second.sequence()).isEqualTo(3);
        }
    }

    private static boolean isWaitedFor() throws SQLException {
        try (var connection = Surroundings.superuser();
                var query = connection.createStatement();
                var found = query.executeQuery(
                        "select 1 from pg_locks where not granted and relation = 'statement'::regclass")) {
            return found.next();
        }
    }

    private SignedStatement signedAfter(SignedStatement before) {
        var version = now(key.current());
        var head = now(trail.head(TENANT)).orElseThrow();
        return now(key.sign(
                version,
                new Statement(
                        Statement.Kind.CHECKPOINT,
                        TENANT,
                        before.content().number() + 1,
                        before.hash(),
                        null,
                        head.sequence(),
                        head.hash(),
                        Instant.now().truncatedTo(ChronoUnit.MICROS),
                        version.toString())));
    }

    private static void insert(Connection connection, SignedStatement signed) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into statement (tenant, number, kind, sequence, hash, at, statement, signature)"
                        + " values (?, ?, 'checkpoint', ?, ?, ?, ?, ?)")) {
            insert.setString(1, TENANT.name());
            insert.setLong(2, signed.content().number());
            insert.setLong(3, signed.content().sequence());
            insert.setString(4, signed.content().hash());
            insert.setObject(5, signed.content().at().atOffset(ZoneOffset.UTC));
            insert.setString(6, signed.statement());
            insert.setString(7, signed.signature());
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
    }

    private static <T> T now(Uni<T> work) {
        return work.await().atMost(TIMEOUT);
    }
}
