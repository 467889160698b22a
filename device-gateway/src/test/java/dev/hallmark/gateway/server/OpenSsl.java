package dev.hallmark.gateway.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** One request by {@code openssl s_client}: a second implementation of TLS, its exporter and its resumption. */
record OpenSsl(String output) {
    private static final Pattern EXPORTER = Pattern.compile("Keying material: ([0-9A-F]{64})");

    static OpenSsl request(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-connect",
                "localhost:" + World.port(),
                "-ign_eof",
                "-CAfile",
                World.file("server-ca.pem").toString(),
                "-verify_return_error",
                "-keymatexport",
                "EXPORTER-Channel-Binding",
                "-keymatexportlen",
                "32"));
        command.addAll(List.of(options));
        // A file, since a client that is refused at once may be gone before anything is written to it.
        var request = Files.writeString(
                World.file("request"),
                "GET /attestation/v1/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        var process = new ProcessBuilder(command)
                .redirectInput(request.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var unused = process.waitFor();
        return new OpenSsl(output);
    }

    boolean resumed() {
        return output.contains("Reused, TLSv1.3");
    }

    byte[] exporter() {
        var matcher = EXPORTER.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException(output);
        }
        return HexFormat.of().parseHex(matcher.group(1));
    }

    JsonNode echo() {
        return World.json(output.substring(output.indexOf("\r\n\r\n{"), output.lastIndexOf('}') + 1));
    }
}
