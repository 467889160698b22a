package dev.hallmark.helm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the trial on a cluster brings: a PostgreSQL, a Kafka and a Keycloak, certificates and secrets, and the values of the release.
 *
 * @param images in place of those that the manifests name, by name
 * @param values texts, of which a later one goes before an earlier one
 */
record ClusterParts(Map<String, String> images, List<String> values) {

    static final String POSTGRESQL = "postgresql";
    static final String KAFKA = "kafka";
    static final String KEYCLOAK = "keycloak";
    static final String MOSQUITTO = "mosquitto";

    private static final Path RESOURCES = Path.of("src/test/resources/cluster");
    private static final Map<String, Path> SURROUNDINGS = Map.of(
            POSTGRESQL, RESOURCES.resolve("postgresql.yaml"),
            KAFKA, RESOURCES.resolve("kafka.yaml"),
            KEYCLOAK, Charts.PROJECT.resolve("deploy/kind/keycloak.yaml"));
    private static final String OPTION = "hallmark.cluster.";
    private static final int OCTETS = 24;

    ClusterParts {
        images = Map.copyOf(images);
        values = List.copyOf(values);
    }

    /** As the options of the command say, which are system properties here. */
    static ClusterParts ofOptions() {
        var options = new TreeMap<String, String>();
        for (var name : List.of(POSTGRESQL, KAFKA, KEYCLOAK, MOSQUITTO)) {
            var image = System.getProperty(OPTION + "image." + name, "");
            if (!image.isBlank()) {
                options.put(name, image);
            }
        }
        var files = Stream.of(System.getProperty(OPTION + "values", "").split(","))
                .filter(file -> !file.isBlank())
                .map(file -> text(Path.of(file)));
        return of(
                options,
                System.getProperty(OPTION + "registry", ""),
                System.getProperty(OPTION + "tag", ""),
                files.toList());
    }

    static ClusterParts of(Map<String, String> images, String registry, String tag, List<String> more) {
        var values = new ArrayList<>(List.of(
                text(RESOURCES.resolve("values.yaml")),
                "global: {image: {registry: \"%s\", tag: \"%s\"}}".formatted(registry, tag)));
        if (images.containsKey(MOSQUITTO)) {
            values.add(broker(images.get(MOSQUITTO)));
        }
        values.addAll(more);
        return new ClusterParts(images, values);
    }

    private static String broker(String image) {
        var tag = image.lastIndexOf(':');
        if (tag < image.lastIndexOf('/') + 1 || image.contains("@")) {
            throw new IllegalArgumentException("the image of mosquitto is <name>:<tag>, not " + image);
        }
        return "mosquitto: {broker: {repository: \"%s\", tag: \"%s\"}}"
                .formatted(image.substring(0, tag), image.substring(tag + 1));
    }

    /** The values of an upgrade in which each pod is another. */
    List<String> changedValues() {
        var changed = new ArrayList<>(values);
        changed.add(Charts.services().stream()
                .map(chart -> chart + ": {podAnnotations: {trial: upgraded}}\n")
                .collect(Collectors.joining()));
        return changed;
    }

    /** What is installed. */
    Manifests manifests() {
        return Charts.render(values.toArray(String[]::new));
    }

    /** What the installation needs beside secrets. */
    Manifests surroundings() {
        return new Manifests(Stream.of(POSTGRESQL, KAFKA, KEYCLOAK)
                .flatMap(part -> surroundings(part).all().stream())
                .toList());
    }

    private Manifests surroundings(String part) {
        var manifests = Manifests.parse(text(SURROUNDINGS.get(part)));
        if (images.containsKey(part)) {
            manifests.pods().forEach(pod -> ((ObjectNode) pod.at("/containers/0")).put("image", images.get(part)));
        }
        return manifests;
    }

    /** A pod with a container of each image, which does nothing. */
    Manifests imagesPod() {
        var names = new LinkedHashSet<String>();
        Stream.concat(manifests().pods().stream(), surroundings().pods().stream())
                .flatMap(pod -> Manifests.containers(pod).stream())
                .forEach(container -> names.add(container.at("/image").asText()));
        var trial = manifests().kind("Pod").getFirst();
        var pod = Manifests.YAML.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
        pod.putObject("metadata").put("name", ImagePulls.POD);
        var spec = (ObjectNode) trial.path("spec").deepCopy();
        pod.set("spec", spec.without("volumes"));
        var like = (ObjectNode) spec.at("/containers/0");
        var containers = spec.putArray("containers");
        for (var name : names) {
            var container = containers.addObject();
            container.setAll(like.deepCopy().retain(List.of("imagePullPolicy", "securityContext")));
            container.put("name", "image-" + containers.size()).put("image", name);
            container.putArray("command").add("true");
        }
        return new Manifests(List.of(pod));
    }

    /** Makes what the installation needs, and returns when it is there. */
    void prepare(Cluster cluster, Path directory) throws IOException, InterruptedException {
        var certificates = new Certificates(directory.resolve("certificates"));
        cluster.createSecret("authority", Map.of("ca.crt", certificates.authority()));
        cluster.createSecret("server", certificates.issue("hallmark-device-gateway", "hallmark-mosquitto"));
        cluster.createSecret("control", certificates.issue("localhost"));
        cluster.createSecret("agent", certificates.issue("mosquitto-agent"));
        var secret = random();
        cluster.createSecret("console-oidc", Map.of("client-secret", Certificates.text(secret)));
        cluster.createConfigMap("realm", "hallmark-realm.json", Realm.text());
        createDatabaseSecrets(cluster);
        for (var manifest : surroundings().all()) {
            cluster.create(manifest.toString());
        }
        for (var deployment : surroundings().names("Deployment")) {
            cluster.awaitDeployment(deployment);
        }
        cluster.execute(KAFKA, topics(), "sh", "-e");
        var token = cluster.forwarded(
                KEYCLOAK, 8080, address -> Realm.token(URI.create(address + "/realms/hallmark"), secret));
        cluster.createSecret("token", Map.of("token", Certificates.text(token)));
    }

    private static void createDatabaseSecrets(Cluster cluster) throws IOException {
        var passwords = new TreeMap<String, String>();
        for (var role : roles()) {
            passwords.put(role, random());
            cluster.createSecret(
                    databaseSecret(role),
                    Map.of(
                            "username", Certificates.text(role),
                            "password", Certificates.text(passwords.get(role))));
        }
        cluster.createSecret(
                POSTGRESQL,
                Map.of(
                        "password", Certificates.text(random()),
                        "databases.sql", Certificates.text(databases(passwords))));
    }

    static String databaseSecret(String role) {
        return role.replace('_', '-') + "-database";
    }

    /** Those that the services connect as, and that of an owner who is another. */
    static List<String> roles() {
        return ListedServices.all().stream()
                .filter(ListedServices.Listed::hasDatabase)
                .flatMap(service ->
                        service.is("owner") ? Stream.of(service.name(), owner(service)) : Stream.of(service.name()))
                .toList();
    }

    private static String owner(ListedServices.Listed service) {
        return service.is("owner") ? service.name() + "_owner" : service.name();
    }

    private static List<String> databaseNames() {
        return ListedServices.all().stream()
                .filter(ListedServices.Listed::hasDatabase)
                .map(ListedServices.Listed::name)
                .toList();
    }

    /** Roles, and a database for each service, which its own roles alone may connect to. */
    static String databases(Map<String, String> passwords) {
        var statements = new ArrayList<String>();
        passwords.forEach(
                (role, password) -> statements.add("create role %s login password '%s';".formatted(role, password)));
        for (var service : ListedServices.all()) {
            if (service.hasDatabase()) {
                var name = service.name();
                statements.add("create database %s owner %s;".formatted(name, owner(service)));
                statements.add("revoke connect on database %s from public;".formatted(name));
                statements.add("grant connect on database %s to %s;".formatted(name, name));
            }
        }
        return String.join("\n", statements) + "\n";
    }

    /** A shell script for Kafka's own commands. */
    static String topics() throws IOException {
        var list = Manifests.YAML.readTree(Files.readString(Charts.UMBRELLA.resolve("files/topics.yaml")));
        var script = new ArrayList<>(List.of("export KAFKA_HEAP_OPTS=-Xmx128m"));
        for (var topic : list) {
            var line = new StringBuilder("/opt/kafka/bin/kafka-topics.sh --bootstrap-server localhost:9092 --create");
            line.append(" --topic ").append(topic.at("/name").asText());
            line.append(" --partitions ").append(topic.at("/partitions").asInt());
            line.append(" --replication-factor 1");
            topic.path("config").properties().forEach(entry -> line.append(" --config ")
                    .append(entry.getKey())
                    .append('=')
                    .append(entry.getValue().asText()));
            script.add(line.toString());
        }
        return String.join("\n", script) + "\n";
    }

    /** Does to each database what the migrations of a later version would. */
    static void migrateToLaterVersion(Cluster cluster) throws IOException {
        var statements = text(RESOURCES.resolve("later-version.sql"));
        for (var database : databaseNames()) {
            cluster.execute(POSTGRESQL, statements, "psql", "-q", "-U", "postgres", "-d", database, "-f", "-");
        }
    }

    private static String random() {
        var octets = new byte[OCTETS];
        new SecureRandom().nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    private static String text(Path file) {
        return String.join("\n", Charts.lines(file));
    }
}
