package dev.hallmark.testkit.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.UUID;

/**
 * A Transit engine for tests: the one of a real Vault that the environment variables VAULT_ADDR and VAULT_TOKEN name, or a
 * {@link TransitServer}.
 */
public final class Transit implements AutoCloseable {

    private final URI address;
    private final String token;
    private final AutoCloseable server;

    private Transit(URI address, String token, AutoCloseable server) {
        this.address = address;
        this.token = token;
        this.server = server;
    }

    public static Transit available() {
        var real = System.getenv("VAULT_ADDR");
        if (real != null && !real.isBlank()) {
            return new Transit(URI.create(real), System.getenv("VAULT_TOKEN"), () -> {});
        }
        var token = UUID.randomUUID().toString();
        try {
            var server = TransitServer.start(token);
            return new Transit(server.address(), token, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        return address;
    }

    public String token() {
        return token;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
