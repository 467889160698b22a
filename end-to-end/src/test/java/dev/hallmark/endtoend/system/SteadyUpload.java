package dev.hallmark.endtoend.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;

/**
 * The client of an import: it sends its file in step with what else goes on, so that the import is under way all the
 * time, and sends it again under the same key when something comes in between, as the documentation asks of it.
 */
public final class SteadyUpload {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final int ACCEPTED = 202;

    private final URI address;
    private final String token;
    private final byte[] file;
    private final DoubleSupplier progress;
    private final UUID key = UUID.randomUUID();
    private int tries;

    /** @param progress of what else goes on, from 0 to 1 */
    public SteadyUpload(Sandbox sandbox, String batch, List<String> deviceIds, DoubleSupplier progress) {
        this.address = URI.create(sandbox.address("registry") + "/api/registry/v1/batches/" + batch + "/devices");
        this.token = sandbox.token("operator");
        this.file = ("deviceId\n" + String.join("\n", deviceIds) + "\n").getBytes(StandardCharsets.US_ASCII);
        this.progress = progress;
    }

    /** Sends until the registry has all of it; its report. */
    public JsonNode send(Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            tries++;
            try {
                var reply = sendOnce();
                if (reply.statusCode() == ACCEPTED) {
                    return JSON.readTree(reply.body());
                }
            } catch (IOException brokenOff) {
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        throw new AssertionError("not imported after " + tries + " tries");
    }

    public int tries() {
        return tries;
    }

    private HttpResponse<byte[]> sendOnce() throws IOException, InterruptedException {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(
                    HttpRequest.newBuilder(address)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "text/csv")
                            .header("Idempotency-Key", key.toString())
                            .POST(HttpRequest.BodyPublishers.ofInputStream(Steady::new))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    /** The file, of which so much can be read as has been made progress. */
    private final class Steady extends InputStream {

        private int at;

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (at == file.length) {
                return -1;
            }
            int free;
            while ((free = (int) (file.length * Math.min(1, progress.getAsDouble())) - at) <= 0) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            int count = Math.min(free, length);
            System.arraycopy(file, at, target, offset, count);
            at += count;
            return count;
        }
    }
}
