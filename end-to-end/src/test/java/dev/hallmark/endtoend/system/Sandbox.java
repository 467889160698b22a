package dev.hallmark.endtoend.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The system under test: the sandbox, started by the command that a person types, on free ports and in a home of its
 * own. One serves all test classes and ends with the JVM.
 */
public final class Sandbox {

    /** The root of the checkout. */
    public static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Path HOME = Path.of("target", "sandbox").toAbsolutePath();
    private static final Duration READY = Duration.ofMinutes(3);
    private static final Duration STOPPED = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Sandbox running;
    private static String failure;

    private final Process process;
    private final JsonNode addresses;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    private Sandbox(Process process, JsonNode addresses) {
        this.process = process;
        this.addresses = addresses;
    }

    /** The running sandbox, started at the first call. */
    public static synchronized Sandbox running() {
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        if (running == null) {
            try {
                running = start();
            } catch (RuntimeException e) {
                failure = e.getMessage();
                throw e;
            }
        }
        return running;
    }

    private static Sandbox start() {
        try {
            Commands.deleteRecursively(HOME);
            Files.createDirectories(HOME);
            var log = HOME.resolveSibling("sandbox-up.log");
            var process = hallmark("up", "--free-ports")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
            awaitReady(process, log);
            return new Sandbox(
                    process, JSON.readTree(HOME.resolve("addresses.json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void awaitReady(Process process, Path log) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + READY.toNanos();
        while (!Files.exists(log) || !Files.readString(log).contains("Ready in")) {
            if (process.waitFor(200, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                process.destroy();
                throw new IllegalStateException("the sandbox did not get ready:\n" + Files.readString(log));
            }
        }
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOPPED.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** A {@code ./hallmark} command on this sandbox's home, with what is built already. */
    public static ProcessBuilder hallmark(String... arguments) {
        var command = new ArrayList<>(List.of(PROJECT.resolve("hallmark").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(PROJECT.toFile());
        builder.environment().put("HALLMARK_HOME", HOME.toString());
        builder.environment().put("HALLMARK_BUILD", "never");
        return builder;
    }

    public Path home() {
        return HOME;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The base URL of a component such as {@code registry}. */
    public URI address(String component) {
        var address = addresses.path(component);
        if (!address.isTextual()) {
            throw new IllegalArgumentException("no address of " + component + " in " + addresses);
        }
        return URI.create(address.asText());
    }

    /** Kafka's bootstrap servers. */
    public String kafka() {
        var address = addresses.path("kafka").asText();
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /** A bearer token for the operator plane. */
    public String token(String role) {
        return tokens.computeIfAbsent(role, wanted -> Commands.run(hallmark("token", "--role", wanted))
                .strip());
    }

    /** The authority of the gateway's and the broker's server certificates. */
    public Path serverAuthority() {
        return HOME.resolve("pki/server-ca.pem");
    }

    /** Kills a component as the kernel would when memory runs out. */
    public void kill(String component) {
        var pid = pid(component);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    public long pid(String component) {
        try {
            return Long.parseLong(Files.readAllLines(HOME.resolve("run").resolve(component + ".pid"))
                    .getFirst()
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
