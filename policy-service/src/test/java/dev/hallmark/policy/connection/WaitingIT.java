package dev.hallmark.policy.connection;

import static dev.hallmark.policy.connection.ConnectionCalls.byToken;
import static dev.hallmark.policy.connection.ConnectionCalls.device;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.policy.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class WaitingIT {

    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** What is asked for is an hour. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    WaitingRequests waiting;

    @Test
    void aDeviceThatIsNotOnboardedYetIsHeldAndThenToldToAskAgain() {
        // Given
        var longer = CompletableFuture.supplyAsync(() -> heldUntil("wait=5"));
        var begin = Instant.now();

        // When
        byToken(device(), "wait=1")
                .statusCode(202)
                .header("Retry-After", "1")
                .body("", equalTo(Map.of("state", "provisioning")));

        // Then
        var end = Instant.now();
        assertThat(Duration.between(begin, end)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(longer).succeedsWithin(PATIENCE).satisfies(later -> assertThat(later)
                .isAfter(end));
        assertThat(waiting.size()).isZero();
    }

    @Test
    void aDeviceIsNeverHeldLongerThanFiveSeconds() {
        var begin = Instant.now();

        var end = heldUntil("respond-async, wait=3600");

        assertThat(Duration.between(begin, end)).isBetween(LONGEST, PATIENCE);
    }

    private static Instant heldUntil(String prefer) {
        byToken(device(), prefer).statusCode(202);
        return Instant.now();
    }
}
