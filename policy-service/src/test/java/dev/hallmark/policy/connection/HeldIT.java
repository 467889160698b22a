package dev.hallmark.policy.connection;

import static dev.hallmark.policy.connection.ConnectionCalls.PATH;
import static dev.hallmark.policy.connection.ConnectionCalls.device;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.policy.Surroundings;
import dev.hallmark.testkit.ConnectionHeader;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.TestDevice;
import dev.hallmark.testkit.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Devices are held for so long that even on a busy machine no answer comes from the end of the wait. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
@TestProfile(HeldIT.Patient.class)
class HeldIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration HELD = Duration.ofSeconds(40);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Inject
    Pool pool;

    @Inject
    WaitingRequests waiting;

    @TestHTTPResource(PATH)
    URI address;

    public static final class Patient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("hallmark.policy.waiting.longest", HELD.toString());
        }
    }

    @Test
    void aHeldRequestIsAnsweredOnceTheCertificateArrives() throws Exception {
        // Given
        var device = device();
        var held = hold(device, "wait=40");
        await().atMost(PATIENCE).until(() -> waiting.size() > 0);

        // When
        TestKafka.publish(device.issued(TestDevice.serial(), 1));

        // Then
        assertThat(answer(held).statusCode()).isEqualTo(200);
    }

    @Test
    void aHeldRequestIsAnsweredWhenAnotherReplicaHasTakenTheCertificate() throws Exception {
        // Given
        var device = device();
        var held = hold(device, "wait=40");
        await().atMost(PATIENCE).until(() -> waiting.size() > 0);

        // When
        pool.preparedQuery("insert into certificate (device, serial, tenant, policy, generation, issued_at,"
                        + " renew_after, onboarding) values ($1, 'aa', 'default', $2, 1, now(), now(), 'onboarded')")
                .execute(Tuple.of(Buffer.buffer(device.id().bytes()), UUID.fromString(device.policy())))
                .await()
                .atMost(PATIENCE);

        // Then
        assertThat(answer(held).statusCode()).isEqualTo(200);
    }

    @Test
    void waitingDevicesHoldNoDatabaseConnection() throws Exception {
        // Given: more than the pool has connections
        var held = IntStream.range(0, 60)
                .mapToObj(n -> hold(TestDevice.of("x"), "wait=20"))
                .toList();
        await().atMost(PATIENCE).until(() -> waiting.size() == held.size());

        // When
        given().auth()
                .oauth2(OperatorTokens.token("default", "viewer"))
                .get("/api/policy/v1/policies")
                .then()
                .statusCode(200);

        // Then
        assertThat(held).noneMatch(CompletableFuture::isDone);
        for (var one : held) {
            assertThat(answer(one).statusCode()).isEqualTo(202);
        }
        assertThat(waiting.size()).isZero();
    }

    private CompletableFuture<HttpResponse<String>> hold(TestDevice device, String prefer) {
        var token = device.token();
        var request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Prefer", prefer)
                .header(ConnectionHeader.NAME, ConnectionHeader.of("GET", PATH))
                .build();
        return HTTP.sendAsync(request, BodyHandlers.ofString());
    }

    private static HttpResponse<String> answer(CompletableFuture<HttpResponse<String>> held) throws Exception {
        return held.get(2 * HELD.toSeconds(), TimeUnit.SECONDS);
    }
}
