package dev.hallmark.audit.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.embedded.Ports;
import dev.hallmark.testkit.OperatorTokens;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What the service finds around it: a database with an owner and a role of less, a keystore, tokens. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

    /** Those that the service makes checkpoints for. */
    public static final String TENANTS =
            "default,other,race,headless,removed,changed,hashed,moved,inserted,tail,cut,large,kept,forged,emptied,"
                    + "unsigned,busy,beyond,due,headed";

    private static final String OWNER = "audit_owner";
    static final String SERVICE = "audit";
    private static final String URL = "hallmark.test.audit.superuser";

    /** After {@link Infrastructure}, whose superuser is not for the service. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        var server = new Infrastructure().start();
        var url = "jdbc:" + server.get("quarkus.datasource.reactive.url");
        var superuser = "?user=%s&password=%s"
                .formatted(server.get("quarkus.datasource.username"), server.get("quarkus.datasource.password"));
        try (var connection = DriverManager.getConnection(url + superuser);
                var statement = connection.createStatement()) {
            for (var step : new String[] {
                "drop database if exists audit with (force)",
                "drop role if exists audit",
                "drop role if exists audit_owner",
                "create role audit_owner login password 'owner'",
                "create role audit login password 'service'",
                "create database audit owner audit_owner",
                "revoke connect on database audit from public",
                "grant connect on database audit to audit"
            }) {
                var ignored = statement.execute(step);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        System.setProperty(URL, url.replaceFirst("/postgres$", "/audit") + superuser);
        var settings = new HashMap<String, String>();
        settings.putAll(new OperatorTokens().start());
        settings.put(
                "quarkus.datasource.reactive.url",
                server.get("quarkus.datasource.reactive.url").replaceFirst("/postgres$", "/audit"));
        settings.put("quarkus.datasource.username", SERVICE);
        settings.put("quarkus.datasource.password", "service");
        settings.put("quarkus.datasource.owner.username", OWNER);
        settings.put("quarkus.datasource.owner.password", "owner");
        settings.put("hallmark.tenants", TENANTS);
        settings.put("hallmark.audit.retention.forged", "P1D");
        // It verifies the machine tokens that it makes, as every service does.
        var port = freePort();
        settings.put("quarkus.http.test-port", Integer.toString(port));
        // Micrometer registers servers with a port and servers without one under different tags, and refuses both
        // together.
        settings.put("quarkus.management.test-port", Integer.toString(freePort()));
        settings.put("hallmark.machine-tokens.jwks-url", "http://127.0.0.1:%d/tokens/v1/jwks.json".formatted(port));
        settings.put("hallmark.keys.provider", "keystore");
        settings.put("hallmark.keys.keystore.path", "target/keys/" + System.nanoTime() + ".p12");
        settings.put("hallmark.keys.keystore.password", "a test's own password");
        return settings;
    }

    private static int freePort() {
        try {
            return Ports.free();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}

    /** Whoever administers the server: no grant binds it. */
    public static Connection superuser() throws SQLException {
        return DriverManager.getConnection(System.getProperty(URL));
    }

    /** Runs a statement as that one; how many rows it changed. */
    @CanIgnoreReturnValue
    public static int tamper(String statement) {
        try (var connection = superuser();
                var running = connection.createStatement()) {
            return running.executeUpdate(statement);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
