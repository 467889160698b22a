package dev.hallmark.mosquitto;

import static org.awaitility.Awaitility.await;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.embedded.Ports;
import dev.hallmark.testkit.Credentials;
import dev.hallmark.testkit.Pem;
import dev.hallmark.testkit.TestAuthority;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Everything around the agent but Kafka: the public PKI and a broker, which a test starts. */
public final class TestSite implements QuarkusTestResourceLifecycleManager {

    public TestPki pki;
    public TestBroker broker;
    public int port;
    public int controlPort;
    public Path home;
    private TestAuthority servers;
    private boolean running;

    @Override
    public Map<String, String> start() {
        try {
            home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "site");
            pki = new TestPki();
            port = Ports.free();
            controlPort = Ports.free();
            servers = TestAuthority.root("servers");
            var control = TestAuthority.root("control");
            servers.server().write(home.resolve("server.pem"), home.resolve("server-key.pem"));
            control.client("mosquitto-agent").write(home.resolve("agent.pem"), home.resolve("agent-key.pem"));
            write("servers.pem", servers);
            write("control-ca.pem", control);
            broker = new TestBroker(home, port, controlPort);
            return settings();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(TestSite.class));
    }

    @Override
    public void stop() {
        try {
            if (running) {
                broker.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pki.close();
    }

    /** Waits for the agent's files and starts the broker once; it stays up for the tests that follow. */
    public void startBroker() throws IOException {
        await().until(() -> Files.exists(home.resolve("hallmark").resolve("ca.pem")));
        if (!running) {
            restartBroker();
        }
    }

    public void restartBroker() throws IOException {
        broker.start();
        running = true;
    }

    public TestAuthority servers() {
        return servers;
    }

    /** A device of this id that is connected with these credentials. */
    public MqttClient connected(DeviceId id, Credentials credentials) throws Exception {
        var device = device(credentials, id.commonName());
        device.connect();
        return device;
    }

    public MqttClient device(Credentials credentials, String clientId) throws Exception {
        return new MqttClient(credentials, servers.certificate(), port, clientId);
    }

    public Credentials device(String name) throws Exception {
        return pki.issuing.client(name);
    }

    private Map<String, String> settings() {
        return Map.of(
                "hallmark.pki.url", pki.url(),
                "hallmark.mosquitto.name", "test",
                "hallmark.mosquitto.directory", home.resolve("hallmark").toString(),
                "hallmark.mosquitto.pid-file", home.resolve("mosquitto.pid").toString(),
                "hallmark.mosquitto.control.port", String.valueOf(controlPort),
                "hallmark.mosquitto.control.ca-file",
                        home.resolve("servers.pem").toString(),
                "hallmark.mosquitto.control.certificate-file",
                        home.resolve("agent.pem").toString(),
                "hallmark.mosquitto.control.key-file",
                        home.resolve("agent-key.pem").toString(),
                "hallmark.mosquitto.control.again-after", "15s");
    }

    private void write(String name, TestAuthority authority) throws Exception {
        Files.writeString(home.resolve(name), Pem.of(authority.certificate()));
    }
}
