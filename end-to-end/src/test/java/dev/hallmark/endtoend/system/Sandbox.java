package dev.hallmark.endtoend.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.testkit.vault.Transit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The system under test: the sandbox, started by the command that a person types, on free ports and in a home of its
 * own. One serves nearly all test classes and ends with the JVM.
 */
public final class Sandbox implements AutoCloseable {

    /** The root of the checkout. */
    public static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    /** Processes that live for minutes and see some hundred devices earn back little of what C2 costs. */
    private static final Path COMPILER_OPTIONS = PROJECT.resolve("end-to-end/compiler.options");

    /** A certificate profile that sandboxes of tests have beside the default one, and its validity: the shortest there is. */
    public static final String SHORT_PROFILE = "brief";

    public static final Duration SHORT = Duration.ofMinutes(5);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** As probes and Prometheus speak. Of an upgrade to HTTP/2 in clear text, a large answer came garbled now and then. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final int OK = 200;

    /** How many processes each service is, where a test does not say it. */
    private static final int REPLICAS = Integer.getInteger("hallmark.replicas", 1);

    private static final int MOST_REPLICAS = 4;

    /** Where sandboxes keep their keys, where a test does not say it. */
    private static final String KEYS = System.getProperty("hallmark.keys", "keystore");

    private static Sandbox running;
    private static String failure;
    private static Transit vault;

    private final Path home;
    private final SandboxProcess process;
    private final JsonNode addresses;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    private Sandbox(Path home, SandboxProcess process, JsonNode addresses) {
        this.home = home;
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
                running = start(newHome("sandbox"));
            } catch (RuntimeException e) {
                failure = e.getMessage();
                throw e;
            }
        }
        return running;
    }

    /** An empty home for a sandbox. */
    public static Path newHome(String name) {
        var home = Path.of("target", name).toAbsolutePath();
        try {
            Commands.deleteRecursively(home);
            return Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a sandbox on free ports and returns when it is ready. */
    public static Sandbox start(Path home) {
        return start(home, REPLICAS);
    }

    /** The same, with so many processes of each service. */
    public static Sandbox start(Path home, int replicas) {
        return start(home, "--replicas", Integer.toString(replicas));
    }

    /** The same, with these options. */
    public static Sandbox start(Path home, String... options) {
        return start(home, Map.of(), options);
    }

    /** The same, with these variables in the environment of the command. */
    public static Sandbox start(Path home, Map<String, String> environment, String... options) {
        try {
            var up = hallmark(
                    home,
                    Stream.concat(Stream.of("up", "--free-ports"), Stream.of(options))
                            .toArray(String[]::new));
            up.environment().putAll(environment);
            var process = SandboxProcess.start(up, home);
            return new Sandbox(
                    home, process, JSON.readTree(home.resolve("addresses.json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A {@code ./hallmark} command on this sandbox's home, with what is built already. */
    public ProcessBuilder hallmark(String... arguments) {
        return hallmark(home, arguments);
    }

    public static ProcessBuilder hallmark(Path home, String... arguments) {
        var command = new ArrayList<>(List.of(PROJECT.resolve("hallmark").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(PROJECT.toFile());
        builder.environment().put("HALLMARK_HOME", home.toString());
        builder.environment().put("HALLMARK_BUILD", "never");
        builder.environment().put("HALLMARK_REPLICAS", Integer.toString(REPLICAS));
        builder.environment().put("HALLMARK_KEYS", KEYS);
        if (KEYS.equals("vault")) {
            builder.environment().put("VAULT_ADDR", vault().address().toString());
            builder.environment().put("VAULT_TOKEN", vault().token());
        }
        builder.environment().put("HALLMARK_COMPILER_OPTIONS", COMPILER_OPTIONS.toString());
        builder.environment().put("HALLMARK_CA_PROFILE_BRIEF_VALIDITY", SHORT.toString());
        return builder;
    }

    /** The one of all sandboxes; it ends with the JVM. */
    private static synchronized Transit vault() {
        if (vault == null) {
            vault = Transit.available();
        }
        return vault;
    }

    public Path home() {
        return home;
    }

    public SandboxProcess process() {
        return process;
    }

    /** The base URL of a component such as {@code registry}. */
    public URI address(String component) {
        var address = addresses.path(component);
        if (!address.isTextual()) {
            throw new IllegalArgumentException("no address of " + component + " in " + addresses);
        }
        return URI.create(address.asText());
    }

    /** The password of a user of the console. */
    public String password(String user) {
        try (var lines = Files.lines(home.resolve("users"))) {
            return lines.map(line -> line.split("\\s+", -1))
                    .filter(columns -> columns[0].equals(user))
                    .map(columns -> columns[3])
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A generated secret, such as {@code database.superuser}. */
    public String secret(String name) {
        var secrets = new Properties();
        try (var reader = Files.newBufferedReader(home.resolve("secrets.properties"))) {
            secrets.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var secret = secrets.getProperty(name);
        if (secret == null) {
            throw new IllegalArgumentException("no secret " + name + " in " + secrets.stringPropertyNames());
        }
        return secret;
    }

    /** Kafka's bootstrap servers. */
    public String kafka() {
        return addresses.path("kafka").asText();
    }

    /** PostgreSQL, without a database. */
    public URI postgres() {
        return URI.create("postgresql://" + addresses.path("postgres").asText());
    }

    /** A bearer token for the operator plane. */
    public String token(String role) {
        return token(role, "default");
    }

    /** The same for a caller of this tenant. */
    public String token(String role, String tenant) {
        return tokens.computeIfAbsent(
                role + "@" + tenant, wanted -> Commands.run(hallmark("token", "--role", role, "--tenant", tenant))
                        .strip());
    }

    /** The authority of the gateway's and the broker's server certificates. */
    public Path serverAuthority() {
        return home.resolve("pki/server-ca.pem");
    }

    /** The names of a component's processes: its own when it is one. */
    public List<String> replicas(String component) {
        return IntStream.rangeClosed(1, MOST_REPLICAS)
                .mapToObj(number -> component + "-" + number)
                .filter(addresses::has)
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(), several -> several.isEmpty() ? List.of(component) : several));
    }

    /** The processes of all services that have a database. */
    public List<String> processesWithDatabase() {
        return Service.names(Service::hasDatabase).stream()
                .flatMap(service -> replicas(service).stream())
                .toList();
    }

    /** Whether a process of a service says that it is ready; not while it cannot be asked. */
    public boolean isReady(String process) {
        try {
            return manage(process, "/q/health/ready").statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** What a process of a service counts, in Prometheus' form. */
    public String metrics(String process) {
        try {
            return manage(process, "/q/metrics").body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> manage(String process, String path) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(address(process + "-management") + path))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills a component as the kernel would when memory runs out. */
    public void kill(String component) {
        ProcessHandle.of(pid(component)).orElseThrow().destroyForcibly();
    }

    public long pid(String component) {
        try {
            var file = home.resolve("run").resolve(component + ".pid");
            return Long.parseLong(Files.readAllLines(file).getFirst().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The processes of a sandbox, its launcher included. */
    public static List<Long> processesOf(Path home) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> Commands.commandLine(process).contains(home.toString()))
                .map(ProcessHandle::pid)
                .toList();
    }

    @Override
    public void close() {
        process.stop();
    }
}
