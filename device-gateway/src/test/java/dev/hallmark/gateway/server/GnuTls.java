package dev.hallmark.gateway.server;

import dev.hallmark.testkit.Programs;
import java.io.IOException;

/** One request by {@code gnutls-cli}: a third implementation of TLS. */
record GnuTls(String output) {
    private static final String REQUEST =
            "GET /attestation/v1/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    static GnuTls request(String priority) throws IOException, InterruptedException {
        var command = new ProcessBuilder(
                "gnutls-cli",
                "--x509cafile",
                World.file("server-ca.pem").toString(),
                "--port",
                Integer.toString(World.port()),
                "--priority",
                priority,
                "localhost");
        return new GnuTls(Programs.run(command, REQUEST).output());
    }

    boolean served() {
        return output.contains("HTTP/1.1 200 ");
    }
}
