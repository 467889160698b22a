package dev.hallmark.gateway.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One request by {@code gnutls-cli}: a third implementation of TLS. */
record GnuTls(String output) {

    /** Its input stays open, since it would not wait for an answer after its end. */
    static GnuTls request(String priority) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        "gnutls-cli",
                        "--x509cafile",
                        World.file("server-ca.pem").toString(),
                        "--port",
                        Integer.toString(World.port()),
                        "--priority",
                        priority,
                        "localhost")
                .redirectErrorStream(true)
                .start();
        try (var input = process.getOutputStream()) {
            input.write("GET /attestation/v1/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            input.flush();
            return new GnuTls(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            var unused = process.waitFor();
        }
    }

    boolean served() {
        return output.contains("HTTP/1.1 200 ");
    }
}
