package dev.hallmark.policy.connection;

import static dev.hallmark.policy.connection.ConnectionCalls.PATH;
import static dev.hallmark.policy.connection.ConnectionCalls.byToken;
import static dev.hallmark.policy.connection.ConnectionCalls.device;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.policy.TestDevice;
import dev.hallmark.policy.TestKeys;
import dev.hallmark.policy.TestNews;
import dev.hallmark.policy.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(TestKeys.class)
class WaitingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Inject
    TestNews news;

    @Inject
    Pool pool;

    @Inject
    WaitingRoom room;

    @TestHTTPResource(PATH)
    URI address;

    @Test
    void aDeviceThatIsNotOnboardedYetIsHeldAndThenToldToAskAgain() {
        var begin = Instant.now();

        byToken(device(), "wait=1")
                .statusCode(202)
                .header("Retry-After", "1")
                .body("", equalTo(Map.of("state", "provisioning")));

        assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
        assertThat(room.occupied()).isZero();
    }

    @Test
    void aDeviceIsNeverHeldLongerThanFiveSeconds() {
        var begin = Instant.now();

        byToken(device(), "respond-async, wait=3600").statusCode(202);

        assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(8));
    }

    @Test
    void aHeldRequestIsAnsweredOnceTheCertificateArrives() throws Exception {
        // Given
        var device = device();
        var held = hold(device);
        await().until(() -> room.occupied() > 0);

        // When
        news.tell(device.issued(TestDevice.serial(), 1));

        // Then
        assertThat(held.get(4, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void aHeldRequestIsAnsweredWhenAnotherReplicaHasTakenTheCertificate() throws Exception {
        // Given
        var device = device();
        var held = hold(device);
        await().until(() -> room.occupied() > 0);

        // When
        pool.preparedQuery("insert into certificate (device, serial, tenant, policy, generation, issued_at,"
                        + " renew_after, onboarding) values ($1, 'aa', 'default', $2, 1, now(), now(), 'onboarded')")
                .execute(Tuple.of(Buffer.buffer(device.id().bytes()), UUID.fromString(device.policy())))
                .await()
                .atMost(PATIENCE);
        var begin = Instant.now();

        // Then
        assertThat(held.get(4, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void waitingDevicesHoldNoDatabaseConnection() throws Exception {
        // Given: more than the pool has connections
        var held =
                IntStream.range(0, 60).mapToObj(n -> hold(TestDevice.of("x"))).toList();
        await().until(() -> room.occupied() == held.size());

        // When
        var begin = Instant.now();
        given().auth()
                .oauth2(TestTokens.operator("default", "viewer"))
                .get("/api/policy/v1/policies")
                .then()
                .statusCode(200);

        // Then
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(3));
        for (var one : held) {
            assertThat(one.get(15, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        }
        assertThat(room.occupied()).isZero();
    }

    private CompletableFuture<HttpResponse<String>> hold(TestDevice device) {
        var token = TestTokens.attestation("default", device.id(), 1, TestDevice.VERSION);
        var request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Hallmark-Connection", TestTokens.connection(PATH, Optional.empty()))
                .build();
        return HTTP.sendAsync(request, BodyHandlers.ofString());
    }
}
