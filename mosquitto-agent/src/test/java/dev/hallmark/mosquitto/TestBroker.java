package dev.hallmark.mosquitto;

import static org.awaitility.Awaitility.await;

import dev.hallmark.testkit.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A real Mosquitto with the very configuration of {@code docs/mosquitto.md}, but for paths and ports. */
public final class TestBroker {

    private static final Path MANUAL = Path.of("..", "docs", "mosquitto.md");
    private static final Pattern CONFIGURATION = Pattern.compile("```conf\n(.*?)```", Pattern.DOTALL);

    private final Path home;
    private final int port;
    private final int controlPort;
    private Process process;

    public TestBroker(Path home, int port, int controlPort) {
        this.home = home;
        this.port = port;
        this.controlPort = controlPort;
    }

    public void start() throws IOException {
        var configuration = home.resolve("mosquitto.conf");
        Files.writeString(configuration, configuration());
        process = new ProcessBuilder(program(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("mosquitto.log").toFile()))
                .start();
        await().ignoreExceptions().until(this::listens);
    }

    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the broker does not stop");
        }
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("the broker does not start: " + home.resolve("mosquitto.log"));
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), controlPort)) {
            return socket.isConnected();
        }
    }

    private String configuration() throws IOException {
        var block = CONFIGURATION.matcher(Files.readString(MANUAL));
        if (!block.find()) {
            throw new AssertionError("no configuration in " + MANUAL);
        }
        // The files of the test lie in directories that user mosquitto may be kept out of.
        var user = "root".equals(System.getProperty("user.name")) ? "user root\n" : "";
        return user
                + block.group(1)
                        .replace("listener 8883", "listener " + port + " 127.0.0.1")
                        .replace("listener 18884", "listener " + controlPort)
                        .replace("/run/mosquitto", home.toString())
                        .replace("/etc/mosquitto", home.toString());
    }

    private static String program() {
        return Programs.find("mosquitto")
                .orElseThrow(() -> new AssertionError("Mosquitto is not installed: apt-get install mosquitto"))
                .toString();
    }
}
