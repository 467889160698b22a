package dev.hallmark.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real Kafka broker (KRaft, one node) as a child process, listening on loopback without TLS. */
public final class KafkaServer implements AutoCloseable {
    /**
     * Where and how the broker runs.
     *
     * @param partitions of each topic of the system at most
     */
    public record Settings(Path data, Path log, int port, int partitions) {}

    private final Settings settings;
    private final Process process;

    private KafkaServer(Settings settings, Process process) {
        this.settings = settings;
        this.process = process;
    }

    /** Formats the data folder at the first start, and returns when the broker serves and every topic of the system exists. */
    public static KafkaServer start(Settings settings) throws IOException {
        Files.createDirectories(settings.log().toAbsolutePath().getParent());
        var process = new ProcessBuilder(command(settings))
                .redirectError(ProcessBuilder.Redirect.appendTo(settings.log().toFile()))
                .start();
        awaitReady(process, settings);
        return new KafkaServer(settings, process);
    }

    public Process process() {
        return process;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + settings.port();
    }

    @Override
    public void close() {
        GuardedProcess.interrupt(process, 20);
    }

    static List<String> command(Settings settings) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                new ArrayList<>(List.of("setsid", java, "-Xms64m", "-Xmx160m", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        command.addAll(compilerOptions());
        command.addAll(List.of(
                "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", "-cp", classPath()));
        command.addAll(List.of(KafkaBroker.class.getName(), settings.data().toString()));
        command.addAll(List.of(Integer.toString(settings.port()), Integer.toString(Ports.free())));
        command.add(Integer.toString(settings.partitions()));
        return command;
    }

    /** Where C1 alone compiles, as in tests, the broker does not live long enough for C2 either. */
    private static List<String> compilerOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:TieredStopAtLevel="))
                .toList();
    }

    /** Our own class path without Quarkus, whose log configuration would swallow the broker's log. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("/io/quarkus/"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void awaitReady(Process process, Settings settings) throws IOException {
        // Not closed: closing would break the broker's pipe; nothing more is ever written to it.
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); !KafkaBroker.READY.equals(line); line = lines.readLine()) {
            if (line == null) {
                process.destroyForcibly();
                throw new IOException("Kafka ended before it was ready, see " + settings.log());
            }
        }
    }
}
