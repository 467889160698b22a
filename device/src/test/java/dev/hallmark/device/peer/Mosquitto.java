package dev.hallmark.device.peer;

import dev.hallmark.embedded.Ports;
import dev.hallmark.testkit.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A real Mosquitto with the access rules of devices, and one user, {@code application}, that sees all their messages.
 */
public final class Mosquitto implements AutoCloseable {

    private static final String RULES =
            """
            pattern write devices/%u/up/#
            pattern read devices/%u/down/#

            user application
            topic read devices/+/up/#
            topic write devices/+/down/#
            """;

    private final int port = Ports.free();
    private final Process process;

    public Mosquitto(Path directory, TestAuthority server, X509Certificate deviceAuthority) throws Exception {
        var store = server.issueServer();
        write(directory, "ca.pem", TestAuthority.pem(deviceAuthority));
        write(directory, "cert.pem", TestAuthority.pem((X509Certificate) store.getCertificate("server")));
        write(directory, "key.pem", TestAuthority.pem("PRIVATE KEY", privateKey(store)));
        write(directory, "acl", RULES);
        write(directory, "mosquitto.conf", configuration(directory));
        process = new ProcessBuilder(
                        program(), "-c", directory.resolve("mosquitto.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(this::listens);
    }

    public int port() {
        return port;
    }

    private String configuration(Path directory) {
        var root = "root".equals(System.getProperty("user.name")) ? "user root\n" : "";
        return root
                + """
                per_listener_settings true
                listener %1$d 127.0.0.1
                cafile %2$s/ca.pem
                certfile %2$s/cert.pem
                keyfile %2$s/key.pem
                require_certificate true
                use_identity_as_username true
                use_username_as_clientid true
                acl_file %2$s/acl
                """
                        .formatted(port, directory);
    }

    private static byte[] privateKey(KeyStore store) throws Exception {
        return store.getKey("server", new char[0]).getEncoded();
    }

    private static void write(Path directory, String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text);
    }

    private static String program() {
        return Programs.find("mosquitto")
                .orElseThrow(() -> new IllegalStateException("Mosquitto is not installed; ./hallmark doctor says how"))
                .toString();
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
