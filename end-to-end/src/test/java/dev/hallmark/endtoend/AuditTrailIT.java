package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an auditor does: find what somebody did, take the trail away, and verify it. */
class AuditTrailIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Sandbox sandbox = Sandbox.running();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path files;

    @Test
    void whatAnOperatorDidIsInAnExportThatTheCommandVerifies() throws IOException {
        // Given
        var batch = new Operator(sandbox).batch();
        await().atMost(PATIENCE).until(() -> get("/api/audit/v1/records?targetType=batch&targetId=" + batch)
                .contains("\"outcome\":\"done\""));

        // When
        var export = Files.writeString(files.resolve("trail.ndjson"), get("/api/audit/v1/export"));
        var key = Files.writeString(files.resolve("key.pem"), get("/api/audit/v1/key.pem"));
        var verified = Commands.tryRun(sandbox.hallmark("audit", "verify", export.toString(), "--key", key.toString()));

        // Then
        assertThat(Files.readString(export)).contains(batch);
        assertThat(verified.output()).contains("intact: tenant default, records 1 to ");
        assertThat(verified.status()).isZero();

        // And: by another's hand
        Files.writeString(export, Files.readString(export).replace(batch, "another"));
        var changed = Commands.tryRun(sandbox.hallmark("audit", "verify", export.toString(), "--key", key.toString()));
        assertThat(changed.output()).containsPattern("record \\d+ was changed");
        assertThat(changed.status()).isEqualTo(1);
    }

    private String get(String path) throws IOException {
        var request = HttpRequest.newBuilder(sandbox.address("audit").resolve(path))
                .header("Authorization", "Bearer " + sandbox.token("auditor"))
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
