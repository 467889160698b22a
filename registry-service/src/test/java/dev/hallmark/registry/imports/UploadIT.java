package dev.hallmark.registry.imports;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import dev.hallmark.testkit.OperatorTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class UploadIT {

    @Inject
    Pool pool;

    private String tenant;
    private String batch;
    private UUID key;

    @BeforeEach
    void aBatch() {
        tenant = Registry.tenant();
        batch = Registry.batch(tenant, true);
        key = UUID.randomUUID();
    }

    @Test
    void anUploadThatBreaksOffGoesOnWithTheSameKey() throws IOException {
        // Given
        var file = Registry.json(Registry.deviceIds(12_000));
        raw().breakOff(file, file.length() - 100_000, 10_000);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> report().then().body("state", equalTo("failed")));
        report().then().body("received", equalTo(10_000)).body("accepted", equalTo(10_000));

        // When
        var answer = upload(file);

        // Then
        answer.then().statusCode(202).body("state", equalTo("completed")).body("problem", equalTo(null));
        answer.then().body("received", equalTo(12_000)).body("accepted", equalTo(12_000));
        Registry.get(tenant, "/batches/" + batch).then().body("devices.registered", equalTo(12_000));
    }

    @Test
    void anImportThatAKilledRegistryLeftRunningGoesOnWithTheSameKey() throws IOException {
        // Given
        var file = Registry.json(Registry.deviceIds(7_000));
        raw().breakOff(file, file.length() - 10);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> report().then().body("state", equalTo("failed")));
        leaveRunning();

        // When
        var answer = upload(file);

        // Then
        answer.then().statusCode(202).body("state", equalTo("completed")).body("accepted", equalTo(7_000));
        Registry.get(tenant, "/batches/" + batch).then().body("devices.registered", equalTo(7_000));
    }

    @Test
    void duplicatesWithinAndAcrossFilesAreCountedAndChangeNothing() {
        // Given
        var ids = Registry.deviceIds(6_000);
        var twice = new ArrayList<>(ids);
        twice.add(1, ids.getFirst());
        twice.addAll(ids.subList(0, 10));

        // When
        upload(Registry.json(twice))
                .then()
                .body("received", equalTo(6_011))
                .body("accepted", equalTo(6_000))
                .body("duplicate", equalTo(11));
        key = UUID.randomUUID();
        var second = upload(Registry.json(ids.subList(5_990, 6_000)));

        // Then
        second.then().statusCode(202).body("accepted", equalTo(0)).body("duplicate", equalTo(10));
        Registry.get(tenant, "/batches/" + batch).then().body("devices.registered", equalTo(6_000));
        Registry.get(tenant, "/devices/" + ids.getLast()).then().body("version", equalTo(1));
    }

    @Test
    void theLaterOfTwoRequestsWithOneKeyTakesOver() throws IOException {
        var file = Registry.json(Registry.deviceIds(9_000));
        int most = file.length() - 10_000;
        try (var socket = RawUpload.connect()) {
            // Given
            socket.getOutputStream().write(raw().head(file.length()));
            socket.getOutputStream().write(file.substring(0, most).getBytes(US_ASCII));
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> report().then().body("received", equalTo(5_000)));

            // When
            upload(file).then().statusCode(202).body("accepted", equalTo(9_000));
            socket.getOutputStream().write(file.substring(most).getBytes(US_ASCII));

            // Then
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            assertThat(answer.readLine()).isEqualTo("HTTP/1.1 409 Conflict");
        }
        report().then().body("state", equalTo("completed")).body("received", equalTo(9_000));
    }

    @Test
    void aFileSentTwiceWithItsKeyIsImportedOnce() {
        // Given
        var file = Registry.json(Registry.deviceIds(7));
        upload(file).then().statusCode(202);

        // Then
        upload(file).then().statusCode(202).body("accepted", equalTo(7)).body("duplicate", equalTo(0));
        upload(Registry.json(Registry.deviceIds(7)))
                .then()
                .statusCode(422)
                .body("type", equalTo("https://hallmark.dev/problems/idempotency-key-reused"));
        report().then().body("state", equalTo("completed")).body("received", equalTo(7));
    }

    @Test
    void aClientThatExpects100ContinueIsAnsweredFirst() throws IOException {
        var file = Registry.json(Registry.deviceIds(1));
        try (var socket = RawUpload.connect()) {
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            socket.getOutputStream().write(raw().head(file.length(), "Expect: 100-continue", ""));
            assertThat(answer.readLine()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(answer.readLine()).isEmpty();

            socket.getOutputStream().write(file.getBytes(US_ASCII));

            assertThat(answer.readLine()).isEqualTo("HTTP/1.1 202 Accepted");
        }
    }

    @Test
    void clientsThatHangUpLeaveNoConnectionBehind() throws IOException {
        // When
        var file = Registry.json(Registry.deviceIds(6000));
        for (int i = 0; i < 30; i++) {
            key = UUID.randomUUID();
            raw().breakOff(file, i % 2 == 0 ? 10 : file.length() - 10);
        }

        // Then
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> report().then().body("state", equalTo("failed")));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(openTransactions()).isZero());
        key = UUID.randomUUID();
        upload(file).then().statusCode(202).body("received", equalTo(6000));
    }

    private long openTransactions() {
        return pool.query("select count(*) from pg_stat_activity where state like 'idle in transaction%'")
                .execute()
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getLong(0);
    }

    /** What a kill leaves behind: complete chunks, and an import that is still running. */
    private void leaveRunning() {
        var left = pool.preparedQuery("update file_import set state = 'running', problem = null where id = $1")
                .execute(Tuple.of(key))
                .await()
                .atMost(Duration.ofSeconds(10));
        assertThat(left.rowCount()).isEqualTo(1);
    }

    private RawUpload raw() {
        return new RawUpload(OperatorTokens.token(tenant, "operator"), tenant, path(), key);
    }

    private Response upload(String file) {
        return Registry.operator(tenant)
                .header("Idempotency-Key", key)
                .contentType(Registry.JSON)
                .body(file)
                .post(path());
    }

    private Response report() {
        return Registry.get(tenant, "/imports/" + key);
    }

    private String path() {
        return Registry.API + "/batches/" + batch + "/devices";
    }
}
