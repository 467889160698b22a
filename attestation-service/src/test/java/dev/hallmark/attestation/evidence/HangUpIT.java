package dev.hallmark.attestation.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.attestation.TestBroker;
import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.attestation.AttestationFailed;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** A client that is gone does not stop what its request began. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class HangUpIT {

    private static final int TIMES = 60;

    @Test
    void everyNonceThatIsBurntHasItsEvent() {
        // Given
        var device = TestFleet.device();
        var connections = new ArrayList<TestGateway>();
        var challenges = new ArrayList<TestChallenge>();
        for (int i = 0; i < TIMES; i++) {
            connections.add(TestGateway.connect());
            challenges.add(TestChallenge.get(device, connections.get(i)));
        }

        // When
        for (int i = 0; i < TIMES; i++) {
            connections.get(i).postAndHangUp(challenges.get(i).path(), "application/eat+jwt", new byte[1]);
        }
        var last = TestChallenge.get(device, connections.getFirst());
        assertThat(last.answerEat(new byte[1], connections.getFirst()).statusCode())
                .isEqualTo(403);

        // Then
        var refused = new AttestationFailed(device.id(), "batch-1", "malformed");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(TestBroker.published())
                .extracting(event -> event.data())
                .filteredOn(refused::equals)
                .hasSize(TIMES + 1));
        assertThat(TestChallenge.ask(device, connections.getFirst()).statusCode())
                .isEqualTo(201);
    }
}
