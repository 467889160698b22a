package dev.hallmark.gateway.server;

import dev.hallmark.embedded.Ports;
import dev.hallmark.testkit.Pem;
import dev.hallmark.testkit.TestAuthority;
import dev.hallmark.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What surrounds the gateway in tests: one echoing service, a PKI, and files with certificates. */
public class GatewayWorld implements QuarkusTestResourceLifecycleManager {
    static final String SECRET = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private EchoService echo;

    @Override
    public Map<String, String> start() {
        try {
            var directory = Files.createTempDirectory("gateway");
            var root = TestAuthority.root("root");
            var issuing = root.issuing("issuing");
            echo = new EchoService(root, issuing);
            writeDevices(directory, issuing);
            var server = TestAuthority.root("server-ca");
            Files.writeString(directory.resolve("server-ca.pem"), Pem.of(server.certificate()));
            server.server().write(directory, "server");
            server.server().write(directory, "next");
            server.server(TestKeys.rsa()).write(directory, "rsa");
            return settings(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeDevices(Path directory, TestAuthority issuing) {
        issuing.client("dev-valid", Duration.ofHours(1)).write(directory, "valid");
        issuing.client("dev-expired", Duration.ofHours(-1)).write(directory, "expired");
        // The names are those of our own authorities, the keys are not.
        var impostor = TestAuthority.root("root").issuing("issuing");
        impostor.client("dev-valid", Duration.ofHours(1)).write(directory, "foreign");
    }

    private Map<String, String> settings(Path directory) throws IOException {
        var settings = new HashMap<String, String>();
        settings.put("test.directory", directory.toString());
        settings.put("test.echo", echo.url());
        settings.put("hallmark.gateway.port", Integer.toString(Ports.free()));
        settings.put("hallmark.gateway.public-port", Integer.toString(Ports.free()));
        settings.put("test.tls.certificate", directory.resolve("server.pem").toString());
        settings.put("hallmark.gateway.tls.key", directory.resolve("server.key").toString());
        settings.put("hallmark.pki.url", echo.url() + "/mirror");
        for (var service : new String[] {"attestation", "ca", "policy"}) {
            settings.put("hallmark.gateway.services." + service + ".url", echo.url());
            settings.put("hallmark.gateway.services." + service + ".secret", SECRET);
        }
        settings.put("hallmark.gateway.services.policy.url", "http://127.0.0.1:" + Ports.free());
        return settings;
    }

    @Override
    public void stop() {
        echo.close();
    }
}
