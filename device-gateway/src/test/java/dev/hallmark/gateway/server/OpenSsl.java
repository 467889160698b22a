package dev.hallmark.gateway.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.testkit.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One request by {@code openssl s_client}: a second implementation of TLS, its exporter and its resumption. */
record OpenSsl(String output) {
    private static final String REQUEST =
            "GET /attestation/v1/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final Pattern EXPORTER = Pattern.compile("Keying material: ([0-9A-F]{64})");

    static OpenSsl request(String... options) throws IOException, InterruptedException {
        return request(Map.of(), options);
    }

    /** By a client that knows no extended master secret (RFC 7627). */
    static OpenSsl requestWithoutExtendedMasterSecret(String... options) throws IOException, InterruptedException {
        var configuration = Files.writeString(
                World.file("openssl.cnf"),
                """
                openssl_conf = configuration
                [configuration]
                ssl_conf = ssl
                [ssl]
                system_default = defaults
                [defaults]
                Options = -ExtendedMasterSecret
                """);
        return request(Map.of("OPENSSL_CONF", configuration.toString()), options);
    }

    /**
     * Asks for a new handshake on a connection of TLS 1.2, and for nothing else. The command is understood only while
     * the input stays open.
     */
    static OpenSsl renegotiate() throws IOException, InterruptedException {
        return new OpenSsl(
                Programs.run(new ProcessBuilder(command("-tls1_2")), "R\n").output());
    }

    private static OpenSsl request(Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        var command = command(options);
        command.add("-ign_eof");
        // A file, since a client that is refused at once may be gone before anything is written to it.
        var builder = new ProcessBuilder(command)
                .redirectInput(Files.writeString(World.file("request"), REQUEST).toFile());
        builder.environment().putAll(environment);
        return new OpenSsl(Programs.run(builder).output());
    }

    private static List<String> command(String... options) {
        var command = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-connect",
                "localhost:" + World.port(),
                "-CAfile",
                World.file("server-ca.pem").toString(),
                "-verify_return_error",
                "-keymatexport",
                "EXPORTER-Channel-Binding",
                "-keymatexportlen",
                "32"));
        command.addAll(List.of(options));
        return command;
    }

    boolean resumed() {
        return output.contains("Reused, TLSv1.");
    }

    boolean served() {
        return output.contains("HTTP/1.1 200 ");
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
