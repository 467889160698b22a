package dev.hallmark.device.cli;

import dev.hallmark.device.connection.ConnectionDetails;
import dev.hallmark.device.identity.ClientCertificate;
import dev.hallmark.device.identity.KeyFile;
import dev.hallmark.device.mqtt.Application;
import dev.hallmark.device.mqtt.MqttFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** How the application reaches the broker: a listener and a certificate with rights of its own. */
final class ApplicationAccess {

    @Option(names = "--application-host", defaultValue = "localhost", description = "default: ${DEFAULT-VALUE}")
    private String host;

    @Option(names = "--application-port", required = true)
    private int port;

    @Option(names = "--application-id", defaultValue = "application", description = "default: ${DEFAULT-VALUE}")
    private String clientId;

    @Option(names = "--application-ca", required = true, description = "PEM of the broker's authority.")
    private Path authorities;

    @Option(names = "--application-certificate", required = true, description = "PEM.")
    private Path certificate;

    @Option(names = "--application-key", required = true, description = "PEM, P-256.")
    private Path key;

    Application start() throws IOException, InterruptedException, MqttFailedException {
        var details = new ConnectionDetails(
                "mosquitto",
                "mqtts",
                host,
                port,
                clientId,
                null,
                Files.readString(authorities),
                List.of(),
                List.of(),
                null,
                null);
        return Application.start(details, ClientCertificate.read(certificate, KeyFile.read(key)));
    }
}
