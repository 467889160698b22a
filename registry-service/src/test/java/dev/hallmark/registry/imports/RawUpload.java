package dev.hallmark.registry.imports;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import dev.hallmark.registry.Registry;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** An upload by hand, which can stop where no client library would. */
public record RawUpload(String token, String tenant, String path, UUID key) {

    static Socket connect() throws IOException {
        return new Socket("localhost", RestAssured.port);
    }

    /** The head of the request, but for the empty line that ends it. */
    byte[] head(int length, String... more) {
        var lines = List.of(
                "POST " + path + " HTTP/1.1",
                "Host: localhost",
                "Authorization: Bearer " + token,
                "Idempotency-Key: " + key,
                "Content-Type: application/json",
                "Content-Length: " + length);
        return (String.join("\r\n", lines) + "\r\n" + String.join("\r\n", more) + "\r\n").getBytes(US_ASCII);
    }

    /** Lines that an empty one follows, which ends the head. */
    private static String[] lines(String... more) {
        return more.length == 0 ? more : new String[] {String.join("\r\n", more), ""};
    }

    /** Sends that much of a file and hangs up, at any time after the import has begun. */
    public void breakOff(String file, int octets, String... more) throws IOException {
        breakOff(file, octets, 0, more);
    }

    /** Sends that much of a file and hangs up once so many rows have been received. */
    void breakOff(String file, int octets, int received, String... more) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(head(file.length(), lines(more)));
            socket.getOutputStream().write(file.substring(0, octets).getBytes(US_ASCII));
            socket.getOutputStream().flush();
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> Registry.get(tenant, "/imports/" + key)
                    .then()
                    .statusCode(200)
                    .body("received", greaterThanOrEqualTo(received)));
        }
    }
}
