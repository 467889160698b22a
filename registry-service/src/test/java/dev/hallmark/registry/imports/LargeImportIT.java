package dev.hallmark.registry.imports;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import dev.hallmark.testkit.OperatorTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A file of 200,000 rows and 400 MB, or with -Plong a million rows and 2 GB, made while it is sent: neither side could hold it. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class LargeImportIT {

    private static final int ROWS = Integer.getInteger("imports.rows");
    private static final int LATE = ROWS / 4 * 3;
    private static final String NOTE = "x".repeat(2000);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** What the kernel holds of a connection (on some machines 40 MB), and the chunks in hand. */
    private static final int MOST_ON_THE_WAY = 40_000;

    private static final long MOST_HEAP = 100L << 20;

    private final String tenant = Registry.tenant();
    private final UUID key = UUID.randomUUID();
    private final String prefix = Registry.deviceId().substring(0, 48);
    private long heapBefore;
    private long heapLate;

    @Test
    void aLargeFileIsNotHeldAndItsProgressCanBeRead() throws IOException, InterruptedException {
        // Given
        var batch = Registry.batch(tenant, true);
        heapBefore = heap();

        // When
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(address("/batches/" + batch + "/devices"))
                            .header("Authorization", "Bearer " + OperatorTokens.token(tenant, "operator"))
                            .header("Content-Type", Registry.JSON)
                            .header("Idempotency-Key", key.toString())
                            .POST(BodyPublishers.ofByteArrays(this::file))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        }

        // Then
        Registry.get(tenant, "/imports/" + key)
                .then()
                .body("state", equalTo("completed"))
                .body("accepted", equalTo(ROWS));
        assertThat(heapLate - heapBefore).isLessThan(MOST_HEAP);
        assertThat(lastOfProgress()).contains("\"state\":\"completed\"").contains("\"received\":" + ROWS);
    }

    private Iterator<byte[]> file() {
        return IntStream.range(0, ROWS)
                .mapToObj(row -> row(row).getBytes(US_ASCII))
                .iterator();
    }

    private String row(int row) {
        if (row == LATE) {
            lookAround();
        }
        return "%s{\"note\":\"%s\",\"deviceId\":\"%s%016x\"}%s"
                .formatted(row == 0 ? "{\"devices\":[" : ",\n", NOTE, prefix, row, row == ROWS - 1 ? "]}" : "");
    }

    /** While the upload waits for its next row. */
    private void lookAround() {
        var received = Registry.get(tenant, "/imports/" + key).jsonPath().getInt("received");
        assertThat(LATE - received).isLessThan(MOST_ON_THE_WAY);
        await().atMost(PATIENCE).untilAsserted(() -> Registry.get(tenant, "/imports/" + key)
                .then()
                .body("state", equalTo("running"))
                .body("received", greaterThanOrEqualTo(LATE - 2 * ChunkReader.Chunk.ROWS)));
        heapLate = heap();
    }

    private String lastOfProgress() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            Iterator<String> lines = client.send(
                            HttpRequest.newBuilder(address("/imports/" + key + "/events"))
                                    .header("Authorization", "Bearer " + OperatorTokens.token(tenant, "viewer"))
                                    .build(),
                            BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("data:"))
                    .iterator();
            var last = "";
            while (lines.hasNext()) {
                last = lines.next();
            }
            return last;
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static URI address(String path) {
        return URI.create("http://localhost:" + RestAssured.port + Registry.API + path);
    }
}
