package dev.hallmark.helm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a chart installs. */
record Manifests(List<JsonNode> all) {

    static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    Manifests {
        all = List.copyOf(all);
    }

    static Manifests parse(String text) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return new Manifests(documents.readAll().stream()
                    .filter(document -> document.isObject() && !document.isEmpty())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of a kind. */
    List<JsonNode> kind(String kind) {
        return all.stream()
                .filter(manifest -> manifest.at("/kind").asText().equals(kind))
                .toList();
    }

    List<String> names(String kind) {
        return kind(kind).stream().map(Manifests::name).toList();
    }

    JsonNode one(String kind, String name) {
        return kind(kind).stream()
                .filter(manifest -> name(manifest).equals(name))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    static String name(JsonNode manifest) {
        return manifest.at("/metadata/name").asText();
    }

    /** The chart that a manifest is of. */
    static String chart(JsonNode manifest) {
        return manifest.at("/metadata/labels").path("app.kubernetes.io/name").asText();
    }

    /** The specification of each pod that is started, by whatever starts it. */
    List<JsonNode> pods() {
        return all.stream().flatMap(Manifests::pod).toList();
    }

    private static Stream<JsonNode> pod(JsonNode manifest) {
        return switch (manifest.at("/kind").asText()) {
            case "Deployment", "StatefulSet", "Job" -> Stream.of(manifest.at("/spec/template/spec"));
            case "Pod" -> Stream.of(manifest.at("/spec"));
            default -> Stream.empty();
        };
    }

    /** The pod of a service. */
    JsonNode pod(String chart) {
        return all.stream()
                .filter(manifest -> chart(manifest).equals(chart))
                .flatMap(Manifests::pod)
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    /** All containers of a pod. */
    static List<JsonNode> containers(JsonNode pod) {
        return Stream.concat(stream(pod.path("initContainers")), stream(pod.path("containers")))
                .toList();
    }

    /** The container of a pod that runs our own program. */
    static JsonNode ours(JsonNode pod) {
        return containers(pod).stream()
                .filter(container -> container.at("/image").asText().contains("hallmark-"))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    /** The application.properties of a service. */
    Properties properties(String chart) {
        var text = kind("ConfigMap").stream()
                .filter(manifest -> chart(manifest).equals(chart))
                .map(manifest ->
                        manifest.at("/data").path("application.properties").asText())
                .findFirst()
                .orElse("");
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    static List<String> texts(JsonNode list) {
        return stream(list).map(JsonNode::asText).collect(Collectors.toList());
    }
}
