package dev.hallmark.endtoend.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A second device gateway in front of a sandbox's services, with settings of its own. */
public final class OtherGateway implements AutoCloseable {

    private static final Duration READY = Duration.ofMinutes(1);
    private static final Path PROGRAM = Sandbox.PROJECT.resolve("device-gateway/target/quarkus-app");

    /** What it logs when it listens and knows issuers and CRLs, without which no client certificate is valid. */
    private static final List<String> STARTED = List.of("device gateway listening", "public PKI mirrored");

    private final URI address;
    private final Process process;

    private OtherGateway(URI address, Process process) {
        this.address = address;
        this.process = process;
    }

    /** Runs what the sandbox's own gateway runs, on other ports and with these settings. */
    public static OtherGateway start(Sandbox sandbox, Map<String, String> settings) throws IOException {
        var own = sandbox.replicas("gateway").getFirst();
        var file = sandbox.home().resolve("config").resolve(own + ".properties");
        var changed = sandbox.home().resolveSibling("other-gateway.properties");
        var port = freePort();
        write(changed, changed(file, port, settings));
        var command = Commands.commandLine(ProcessHandle.of(sandbox.pid(own)).orElseThrow())
                .replace(file.toString(), changed.toString());
        var log = sandbox.home().resolveSibling("other-gateway.log");
        var process = new ProcessBuilder(command.strip().split("\0", -1))
                .directory(PROGRAM.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        await().atMost(READY).until(() -> STARTED.stream().allMatch(Files.readString(log)::contains));
        return new OtherGateway(URI.create("https://localhost:" + port), process);
    }

    private static Properties changed(Path file, int port, Map<String, String> settings) throws IOException {
        var all = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            all.load(reader);
        }
        all.putAll(settings);
        all.setProperty("hallmark.gateway.port", Integer.toString(port));
        all.setProperty("hallmark.gateway.public-port", Integer.toString(freePort()));
        all.setProperty("quarkus.management.port", Integer.toString(freePort()));
        return all;
    }

    private static void write(Path file, Properties settings) throws IOException {
        try (var writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public URI address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
