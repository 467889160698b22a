package dev.hallmark.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * Runs the containers of manifests by podman, as a kubelet would: with their images, arguments, environment, volumes, memory,
 * users and capabilities. All share the machine's network, in which services have their names.
 */
final class Machine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Manifests manifests;
    private final Map<String, Map<String, byte[]>> secrets = new TreeMap<>();
    private final Path directory;
    private final Path logs;
    private final List<String> started = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param given secrets that are not among the manifests: by name, then by key
     * @param directory for volumes; it is empty
     * @param logs where the containers' logs are left
     */
    Machine(Manifests manifests, Map<String, Map<String, byte[]>> given, Path directory, Path logs) {
        this.logs = logs;
        this.manifests = manifests;
        this.directory = directory;
        this.secrets.putAll(given);
        for (var secret : manifests.kind("Secret")) {
            var entries = new TreeMap<String, byte[]>();
            secret.at("/data")
                    .properties()
                    .forEach(entry -> entries.put(
                            entry.getKey(),
                            Base64.getDecoder().decode(entry.getValue().asText())));
            secrets.put(Manifests.name(secret), entries);
        }
    }

    String secret(String name, String key) {
        var secret = secrets.get(name);
        if (secret == null || !secret.containsKey(key)) {
            throw new AssertionError("a pod asks for the secret %s with %s, and there is none".formatted(name, key));
        }
        return new String(secret.get(key), StandardCharsets.UTF_8);
    }

    /** Starts a container of a pod, and goes on. */
    void start(JsonNode pod, JsonNode container, String... options) throws IOException {
        var name = name(container);
        var command = command(pod, container, List.of("run", "-d", "--name", name));
        command.addAll(command.indexOf("--name"), List.of(options));
        started.add(name);
        Podman.run(command);
    }

    /** Runs a container to its end; what it printed. */
    String finish(JsonNode pod, JsonNode container) throws IOException {
        return Podman.run(command(pod, container, List.of("run", "--rm", "--name", name(container))));
    }

    /** Returns once the probe of a container is answered well. */
    void await(JsonNode container, String probe) {
        var check = container.path(probe).path("httpGet");
        var address = URI.create(
                "http://127.0.0.1:" + port(container, check.at("/port").asText())
                        + check.at("/path").asText());
        Awaitility.await(name(container) + " answers " + address)
                .atMost(PATIENCE)
                .failFast(name(container) + " ended", () -> !Podman.isRunning(name(container)))
                .until(() -> isWell(address));
    }

    String log(JsonNode container) throws IOException {
        return Podman.run(List.of("logs", name(container)));
    }

    private boolean isWell(URI address) throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int port(JsonNode container, String name) {
        return Manifests.stream(container.path("ports"))
                .filter(port -> port.at("/name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .at("/containerPort")
                .asInt();
    }

    private static String name(JsonNode container) {
        return "hallmark-trial-" + container.at("/name").asText();
    }

    private List<String> command(JsonNode pod, JsonNode container, List<String> beginning) throws IOException {
        var command = new ArrayList<>(beginning);
        command.addAll(List.of("--network", "host", "--read-only", "--read-only-tmpfs=false"));
        var security = container.path("securityContext");
        command.addAll(List.of("--cap-drop", security.at("/capabilities/drop/0").asText()));
        command.addAll(List.of("--security-opt", "no-new-privileges"));
        command.addAll(List.of(
                "--user",
                pod.at("/securityContext/runAsUser").asText() + ":"
                        + pod.at("/securityContext/runAsGroup").asText()));
        command.addAll(List.of(
                "--memory",
                container
                        .at("/resources/limits/memory")
                        .asText()
                        .replace("Mi", "m")
                        .replace("Gi", "g")));
        for (var service : manifests.names("Service")) {
            command.addAll(List.of("--add-host", service + ":127.0.0.1"));
        }
        for (var variable : Manifests.stream(container.path("env")).toList()) {
            command.addAll(List.of("-e", variable.at("/name").asText() + "=" + value(variable)));
        }
        for (var mount : Manifests.stream(container.path("volumeMounts")).toList()) {
            var from = volume(pod, mount.at("/name").asText());
            var readOnly = mount.at("/readOnly").asBoolean() ? ":ro" : "";
            command.addAll(List.of("-v", from + ":" + mount.at("/mountPath").asText() + readOnly));
        }
        if (container.has("command")) {
            throw new IllegalArgumentException("an image of another's, which is not here: " + container);
        }
        command.add(container.at("/image").asText());
        command.addAll(Manifests.texts(container.path("args")));
        return command;
    }

    private String value(JsonNode variable) {
        var reference = variable.at("/valueFrom/secretKeyRef");
        return reference.isMissingNode()
                ? variable.at("/value").asText()
                : secret(reference.at("/name").asText(), reference.at("/key").asText());
    }

    /** Where a volume of a pod is on this machine. */
    Path volume(JsonNode pod, String name) throws IOException {
        var volume = Manifests.stream(pod.path("volumes"))
                .filter(one -> one.at("/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no volume " + name));
        var at = directory.resolve(pod.at("/serviceAccountName").asText("none")).resolve(name);
        if (Files.exists(at)) {
            return at;
        }
        Files.createDirectories(at);
        if (volume.has("configMap")) {
            var data = manifests
                    .one("ConfigMap", volume.at("/configMap/name").asText())
                    .path("data");
            for (var item : Manifests.stream(volume.at("/configMap/items")).toList()) {
                Files.writeString(
                        at.resolve(item.at("/path").asText()),
                        data.path(item.at("/key").asText()).asText());
            }
        } else if (volume.has("secret")) {
            write(at, volume.path("secret"));
        } else if (volume.has("emptyDir") || volume.has("persistentVolumeClaim")) {
            Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwxrwxrwx"));
        } else {
            throw new AssertionError("a volume of an unknown kind: " + volume);
        }
        return at;
    }

    private void write(Path at, JsonNode secret) throws IOException {
        var name = secret.at("/secretName").asText();
        var items = Manifests.stream(secret.path("items")).toList();
        if (items.isEmpty()) {
            for (var key : secrets.getOrDefault(name, Map.of()).keySet()) {
                Files.writeString(at.resolve(key), secret(name, key));
            }
        }
        for (var item : items) {
            Files.writeString(
                    at.resolve(item.at("/path").asText()),
                    secret(name, item.at("/key").asText()));
        }
    }

    @Override
    public void close() throws IOException {
        for (var name : started) {
            Files.writeString(logs.resolve(name + ".log"), Podman.run(List.of("logs", name)));
            Podman.run(List.of("rm", "-f", "-t", "30", name));
        }
    }
}
