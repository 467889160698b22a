package dev.hallmark.ca.crl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.ca.testing.Crls;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a restore does to CRLs: the database is as it was before some of them, and verifiers have seen them all. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class RestoredCrlsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject
    Pool pool;

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @Test
    void aNumberThatWasGivenOutAfterTheBackupIsNotGivenAgain() {
        // Given
        var seen = Crls.number(Crls.full());

        // When
        execute("update authority set crl_number = 0");
        execute("delete from crl");

        // Then
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(Crls.number(Crls.full())).isGreaterThan(seen));
    }

    private void execute(String statement) {
        assertThat(pool.query(statement).execute().await().atMost(TIMEOUT).rowCount())
                .isPositive();
    }
}
