package dev.hallmark.operator.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.testkit.OperatorTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(OperatorTokens.class)
@QuarkusTestResource(value = OwnDatabase.class, restrictToAnnotatedClass = true)
class DatabaseAwayIT {

    private static final String CHANGES = "/api/test/v1/changes/";

    @Inject
    MeterRegistry meters;

    @Test
    void refusalsStandWhileTheDatabaseIsAway() throws IOException {
        // Given
        assertThat(change("operator")).isEqualTo(200);
        OwnDatabase.kill();
        await().atMost(Duration.ofSeconds(30)).until(() -> change("operator") == 503);

        // When
        var refused = change("viewer");
        var unknown = given().post(CHANGES + UUID.randomUUID()).statusCode();

        // Then
        assertThat(refused).isEqualTo(403);
        assertThat(unknown).isEqualTo(401);
        assertThat(meters.counter("hallmark.audit.unrecorded").count()).isEqualTo(1);
    }

    private static int change(String role) {
        return given().auth()
                .oauth2(OperatorTokens.token("default", role))
                .post(CHANGES + UUID.randomUUID())
                .statusCode();
    }
}
