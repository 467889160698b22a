package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When {@code ./hallmark} builds: in a checkout of nothing but the script, with a Maven that only notes its calls. */
class BuildTest {

    private static final String MAVEN =
            """
            #!/bin/sh
            cd '%s'
            echo built >>builds
            while [ -e wait ]; do sleep 0.1; done
            """;

    @TempDir
    Path checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        Files.copy(Sandbox.PROJECT.resolve("hallmark"), checkout.resolve("hallmark"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        var maven = Files.createDirectory(checkout.resolve("bin")).resolve("mvn");
        Files.writeString(maven, MAVEN.formatted(checkout));
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void ofTwoBuildsAtOnceTheSecondWaitsAndFindsNothingToBuild() throws Exception {
        // Given
        letMavenWait();
        var first = start("first", "build");
        await().until(() -> !builds().isEmpty());

        // When
        var second = start("second", "build");
        await().until(() -> output("second").contains("waiting for another build…"));
        letMavenGoOn();

        // Then
        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(output("first")).contains("building…", "the first time");
        assertThat(output("second")).doesNotContain("building…");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void anotherBuildIsNotTheFirst() throws IOException {
        // Given
        assertThat(hallmark("build").status()).isZero();

        // When
        var again = hallmark("build");

        // Then
        assertThat(again.output()).isEqualTo("building…\n");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void whereNothingIsBuiltAndNothingRunsStatusSaysSoAndBuildsNothing() throws IOException {
        var status = hallmark("status");
        var forPrograms = hallmark("status", "--json");

        assertThat(status.status()).isEqualTo(1);
        assertThat(status.output()).contains("No sandbox runs in " + checkout, "./hallmark up");
        assertThat(forPrograms.output()).isEqualTo("{\"running\":false,\"healthy\":false}\n");
        assertThat(builds()).isEmpty();
    }

    @Test
    void aCommandThatThereIsNotIsNamed() throws IOException {
        var unknown = hallmark("nonsense");

        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.output())
                .startsWith("there is no command 'nonsense'")
                .contains("./hallmark up");
        assertThat(builds()).isEmpty();
    }

    @Test
    void aTrialOnAClusterNeedsAClusterAndHelm() throws IOException {
        // Given
        var without = script("test", "--cluster");
        without.environment().remove("KUBECONFIG");
        var old = script("test", "--cluster");
        old.environment().put("KUBECONFIG", "any");
        program("kubectl", "exit 0");
        program("helm", "echo v3.16.4");

        // When
        var refusals =
                List.of(Commands.tryRun(without), Commands.tryRun(old), hallmark("test", "--cluster", "--tags=1"));

        // Then
        assertThat(refusals).map(Commands.Result::status).containsExactly(1, 1, 2);
        assertThat(refusals.getFirst().output()).startsWith("--cluster: KUBECONFIG names no cluster");
        assertThat(refusals.get(1).output()).startsWith("--cluster: helm is v3.16.4; needed is Helm 3.17 or newer");
        assertThat(refusals.getLast().output())
                .startsWith("unknown option --tags=1; accepted with --cluster are --registry=");
        assertThat(builds()).isEmpty();
    }

    @Test
    void aClusterThatDoesNotAnswerIsRefused() throws IOException {
        // Given
        var silent = script("test", "--cluster");
        silent.environment().put("KUBECONFIG", "any");
        program("kubectl", "echo connection refused; exit 1");
        program("helm", "echo v4.0.1");

        // When
        var refusal = Commands.tryRun(silent);

        // Then
        assertThat(refusal.output())
                .isEqualTo("--cluster: the cluster that KUBECONFIG names does not answer: connection refused\n");
        assertThat(builds()).isEmpty();
    }

    private void program(String name, String does) throws IOException {
        var file = Files.writeString(checkout.resolve("bin").resolve(name), "#!/bin/sh\n" + does + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void portsAreLookedAtBeforeAnythingIsBuilt() throws IOException {
        // Given
        listSandboxPorts();
        try (var used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {

            // When
            var up = hallmark("up", "--port.only=" + used.getLocalPort());

            // Then
            assertThat(up.status()).isEqualTo(1);
            assertThat(up.output())
                    .contains("port " + used.getLocalPort() + " (only) is in use: free it")
                    .contains("--port.only=<n>", "HALLMARK_PORT_ONLY=<n>", "--free-ports");
            assertThat(builds()).isEmpty();
        }
    }

    @Test
    void doctorNamesThePortsInUse() throws IOException {
        // Given
        listSandboxPorts();
        try (var used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var doctor = script("doctor");
            doctor.environment().put("HALLMARK_PORT_ONLY", Integer.toString(used.getLocalPort()));

            // When
            var result = Commands.tryRun(doctor);

            // Then
            assertThat(result.status()).isEqualTo(1);
            assertThat(result.output())
                    .containsPattern(
                            "taken +ports +%d \\(only\\)\n +free them.*--free-ports".formatted(used.getLocalPort()));
        }
    }

    @Test
    void aSandboxThatHoldsThePortsIsNamed() throws IOException {
        // Given
        listSandboxPorts();
        var other = Files.createDirectory(checkout.resolve("another's home"));
        int port = freePort();
        var server = webServer(port, other);
        try {
            await().until(() -> isListening(port));
            assertThat(hallmark("up", "--port=only=" + port).output()).contains("in use");

            // When
            var up = hallmark("up", "--port", "only=" + port);

            // Then
            assertThat(up.output()).contains(port + " (only) is in use: a Hallmark from " + other + " holds it");
            assertThat(builds()).isEmpty();
        } finally {
            server.destroy();
        }
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void addressesArePrintedForAShell() throws IOException {
        // Given
        listSandboxPorts();
        var home = Files.createDirectory(checkout.resolve("it's $HOME"));
        Files.writeString(
                home.resolve("addresses.json"),
                """
                {
                  "registry" : "http://localhost:1",
                  "mosquitto" : "mqtts://localhost:2",
                  "registry-management" : "http://127.0.0.1:3",
                  "pid" : "%d"
                }
                """
                        .formatted(ProcessHandle.current().pid()));
        var shown = "eval \"$('%s' env)\"; echo \"$HALLMARK_REGISTRY_URL $HALLMARK_MQTT_HOST:$HALLMARK_MQTT_PORT\";"
                + " echo \"$HALLMARK_SERVER_CA\"; env | grep -c HALLMARK_REGISTRY_URL";

        // When
        var shell = new ProcessBuilder("/bin/bash", "-c", shown.formatted(checkout.resolve("hallmark")));
        shell.environment().put("HALLMARK_HOME", home.toString());

        // Then
        assertThat(Commands.tryRun(shell).output())
                .isEqualTo("http://localhost:1 localhost:2\n" + home + "/pki/server-ca.pem\n0\n");
        assertThat(builds()).isEmpty();
    }

    @Test
    void whereNothingRunsThereAreNoAddresses() {
        var nothing = hallmark("env");

        assertThat(nothing.status()).isEqualTo(1);
        assertThat(nothing.output())
                .startsWith("No sandbox runs in " + checkout)
                .contains("./hallmark up");
    }

    /** A sandbox of one service, which listens at its management port too. */
    private void listSandboxPorts() throws IOException {
        var lists = Files.createDirectories(checkout.resolve("sandbox/src/main/resources"));
        Files.writeString(lists.resolve("ports.conf"), "only %d\n".formatted(freePort()));
        Files.writeString(
                lists.resolve("services.conf"),
                "# a comment\n\nregistry registry-service registry %d %d many yes - -\n"
                        .formatted(freePort(), freePort()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What the script knows a sandbox's launcher by. */
    private static Process webServer(int port, Path home) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var server = new ProcessBuilder(
                        java, "-Dhallmark.project=/elsewhere", "-m", "jdk.httpserver", "-p", "" + port, "-d", "" + home)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        server.environment().put("HALLMARK_HOME", home.toString());
        return server.start();
    }

    private List<String> builds() throws IOException {
        var file = checkout.resolve("builds");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private void letMavenWait() throws IOException {
        Files.createFile(checkout.resolve("wait"));
    }

    private void letMavenGoOn() throws IOException {
        Files.delete(checkout.resolve("wait"));
    }

    private Process start(String name, String command) throws IOException {
        return script(command)
                .redirectErrorStream(true)
                .redirectOutput(checkout.resolve(name).toFile())
                .start();
    }

    private String output(String name) throws IOException {
        return Files.readString(checkout.resolve(name));
    }

    private Commands.Result hallmark(String... arguments) {
        return Commands.tryRun(script(arguments));
    }

    private ProcessBuilder script(String... arguments) {
        var command = Stream.concat(Stream.of(checkout.resolve("hallmark").toString()), Stream.of(arguments));
        var builder = new ProcessBuilder(command.toList());
        builder.environment().merge("PATH", checkout.resolve("bin") + ":", (path, ours) -> ours + path);
        builder.environment().put("HALLMARK_HOME", checkout.resolve("home").toString());
        builder.environment().remove("HALLMARK_BUILD");
        return builder;
    }
}
