package dev.hallmark.helm;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.embedded.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The cluster that KUBECONFIG names, by kubectl, in a namespace that is gone again when this is closed. */
final class Cluster implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FORWARDED = Duration.ofSeconds(30);
    private static final int LINES = 50;

    /** Nothing that anybody installs. */
    private static final Set<String> PASSING =
            Set.of("events", "events.events.k8s.io", "endpoints", "pods.metrics.k8s.io");

    private final String namespace;

    Cluster(String namespace) throws IOException {
        this.namespace = namespace;
        var manifest = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Namespace");
        manifest.putObject("metadata")
                .put("name", namespace)
                .putObject("labels")
                .put("pod-security.kubernetes.io/enforce", "restricted");
        create(manifest.toString());
    }

    String namespace() {
        return namespace;
    }

    /** Creates what manifests say. */
    void create(String manifests) throws IOException {
        Programs.run(command("create", "-f", "-"), manifests);
    }

    void createSecret(String name, Map<String, byte[]> data) throws IOException {
        var secret = named("Secret", name);
        var entries = secret.putObject("data");
        data.forEach((key, value) -> entries.put(key, Base64.getEncoder().encodeToString(value)));
        create(secret.toString());
    }

    void createConfigMap(String name, String key, String text) throws IOException {
        var map = named("ConfigMap", name);
        map.putObject("data").put(key, text);
        create(map.toString());
    }

    private static ObjectNode named(String kind, String name) {
        var manifest = JSON.createObjectNode().put("apiVersion", "v1").put("kind", kind);
        manifest.putObject("metadata").put("name", name);
        return manifest;
    }

    /** Returns when all pods of a Deployment are ready. */
    void awaitDeployment(String name) throws IOException {
        kubectl("rollout", "status", "deployment/" + name, "--timeout", PATIENCE.toSeconds() + "s");
    }

    /** What a command printed in the pod of a Deployment, which read this. */
    @CanIgnoreReturnValue
    String execute(String deployment, String input, String... command) throws IOException {
        var arguments = command("exec", "-i", "deployment/" + deployment, "--");
        arguments.addAll(List.of(command));
        return Programs.run(arguments, input);
    }

    JsonNode get(String kind, String name) throws IOException {
        return JSON.readTree(Programs.read(command("get", kind, name, "-o", "json")));
    }

    void delete(String kind, String name) throws IOException {
        kubectl("delete", kind, name, "--wait=true", "--timeout", PATIENCE.toSeconds() + "s");
    }

    /** Everything in the namespace that nothing else owns, as {@code kind/name}. */
    Set<String> contents() throws IOException {
        var kinds = kubectl("api-resources", "--verbs=list", "--namespaced", "-o", "name")
                .lines()
                .filter(kind -> !PASSING.contains(kind))
                .collect(Collectors.joining(","));
        var list = JSON.readTree(Programs.read(command("get", kinds, "-o", "json")));
        return Manifests.stream(list.path("items"))
                .filter(item -> item.at("/metadata/ownerReferences").isEmpty())
                .map(item -> item.at("/kind").asText() + "/" + Manifests.name(item))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is done with a Service that is reached from here. */
    interface Use<T> {
        T at(URI address) throws IOException, InterruptedException;
    }

    /** Reaches a Service that speaks HTTP. */
    <T> T forwarded(String service, int port, Use<T> use) throws IOException, InterruptedException {
        var here = Ports.free();
        var forwarding = new ProcessBuilder(command("port-forward", "service/" + service, here + ":" + port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await("kubectl forwards a port to " + service)
                    .atMost(FORWARDED)
                    .failFast("kubectl ended", () -> !forwarding.isAlive())
                    .until(() -> listens(here));
            return use.at(URI.create("http://127.0.0.1:" + here));
        } finally {
            forwarding.destroy();
            forwarding.onExit().join();
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** What somebody looks at first when something does not come up. */
    String report() throws IOException {
        var report = new StringBuilder();
        var events =
                tryKubectl("get", "events", "--sort-by=.lastTimestamp").lines().toList();
        report.append(String.join("\n", events.subList(Math.max(0, events.size() - LINES), events.size())))
                .append("\n\n")
                .append(tryKubectl("get", "pods", "-o", "wide"));
        var pods = Programs.tryRun(command("get", "pods", "-o", "json"));
        if (pods.status() == 0) {
            for (var pod : JSON.readTree(pods.output()).path("items")) {
                if (!isWell(pod)) {
                    var name = Manifests.name(pod);
                    report.append("\n--- ")
                            .append(name)
                            .append('\n')
                            .append(tryKubectl("logs", name, "--all-containers", "--prefix", "--tail=" + LINES));
                }
            }
        }
        return report.toString();
    }

    /** Whether a pod is ready, or has done what it was for. */
    static boolean isWell(JsonNode pod) {
        return pod.at("/status/phase").asText().equals("Succeeded")
                || Manifests.stream(pod.at("/status/conditions"))
                        .anyMatch(condition -> condition.at("/type").asText().equals("Ready")
                                && condition.at("/status").asText().equals("True"));
    }

    @CanIgnoreReturnValue
    private String kubectl(String verb, String... arguments) throws IOException {
        return Programs.run(command(verb, arguments));
    }

    private String tryKubectl(String verb, String... arguments) throws IOException {
        return Programs.tryRun(command(verb, arguments)).output();
    }

    /** The verb stays in front, where a failure names it. */
    private List<String> command(String verb, String... arguments) {
        var command = new ArrayList<>(List.of("kubectl", verb, "--namespace", namespace));
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    public void close() throws IOException {
        Programs.run(List.of("kubectl", "delete", "namespace", namespace, "--timeout", PATIENCE.toSeconds() + "s"));
    }
}
