package dev.hallmark.sandbox.component;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

/** A component that is a program with a command line: a service or Mosquitto. */
public record ProgramComponent(String name, String address, Set<String> after, Program program, Readiness readiness)
        implements Component {
    /** One that ends is noticed at once; Keycloak needs more than two minutes on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public ProgramComponent {
        after = Set.copyOf(after);
    }

    /** A service that answers health checks at its management port. */
    public static Component service(
            String name, String address, Set<String> after, Program program, int managementPort) {
        var readiness = Readiness.health(HTTP, managementPort);
        return new ProgramComponent(name, address, after, program, readiness);
    }

    /** A program that is ready when it listens. */
    public static Component listener(String name, String address, Set<String> after, Program program, int port) {
        return new ProgramComponent(name, address, after, program, Readiness.listening(port));
    }

    /** A program that is ready when it serves a document. */
    public static Component server(String name, String address, Set<String> after, Program program, URI document) {
        return new ProgramComponent(name, address, after, program, Readiness.answering(HTTP, document));
    }

    @Override
    public void start(Consumer<Running> spawned) throws IOException, InterruptedException {
        var child = ChildProcess.start(program);
        spawned.accept(child);
        var deadline = Instant.now().plus(PATIENCE);
        while (!readiness.isReady()) {
            requireAlive(child, deadline);
            Thread.sleep(PAUSE);
        }
    }

    private void requireAlive(ChildProcess child, Instant deadline) throws IOException {
        if (!child.process().isAlive()) {
            throw new IOException("ended with exit code " + child.process().exitValue() + " before it was ready");
        }
        if (Instant.now().isAfter(deadline)) {
            child.stop();
            throw new IOException("is not ready after " + PATIENCE.toSeconds() + " seconds");
        }
    }
}
