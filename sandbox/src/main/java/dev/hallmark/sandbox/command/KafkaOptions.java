package dev.hallmark.sandbox.command;

import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.system.Addresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine;

/** Which Kafka a command works on: the sandbox's, or one of a cluster. */
final class KafkaOptions {
    @CommandLine.Option(
            names = "--kafka",
            paramLabel = "<host>:<port>",
            description = "bootstrap servers of a cluster; without it, the running sandbox")
    private String servers;

    @CommandLine.Option(
            names = "--config",
            paramLabel = "<file>",
            description = "settings of the Kafka client, such as TLS and SASL, as a properties file")
    private Path file;

    Map<String, Object> settings() throws IOException {
        var properties = new Properties();
        if (file != null) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        var settings = new HashMap<String, Object>();
        properties.forEach((name, value) -> settings.put(String.valueOf(name), value));
        if (servers != null || !settings.containsKey("bootstrap.servers")) {
            settings.put("bootstrap.servers", servers == null ? ofSandbox() : servers);
        }
        return settings;
    }

    private static String ofSandbox() throws IOException {
        var home = Home.fromEnvironment();
        if (!Files.exists(home.addresses())) {
            throw new IllegalArgumentException("no sandbox runs in " + home.directory()
                    + "; start it with ./hallmark up, or name a Kafka with --kafka <host>:<port>");
        }
        return Addresses.read(home).of("kafka");
    }
}
