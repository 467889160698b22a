package dev.hallmark.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Writes down what subscribers may expect, as an AsyncAPI 3.0 document: from the catalogue and its JSON Schemas. */
final class AsyncApi {

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());
    private static final String HEADERS = "cloud-event-headers";
    private static final String TEXT_FORM = "string";

    private final ObjectNode document = YAML.createObjectNode();

    private AsyncApi() {}

    static String document() throws IOException {
        var api = new AsyncApi();
        api.about();
        api.channels();
        api.operations();
        api.components();
        return "# Generated from the event catalogue; a test in the module events keeps it up to date.\n"
                + YAML.writeValueAsString(api.document);
    }

    private void about() {
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Hallmark events")
                .put("version", "1")
                .put(
                        "description",
                        "What has happened to devices, certificates and policies, and what operators did. CloudEvents 1.0 in Kafka's binary"
                                + " mode: attributes are record headers, the value is JSON. Events may come twice, with"
                                + " the same ce_id. Fields are only ever added, and only optional ones.")
                .putObject("license")
                .put("name", "Apache 2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        document.put("defaultContentType", "application/json");
    }

    private static List<Topic> topics() {
        return Arrays.stream(EventType.values())
                .map(EventType::topic)
                .distinct()
                .sorted(Comparator.comparing(Topic::name))
                .toList();
    }

    private static List<EventType> of(Topic topic) {
        return Arrays.stream(EventType.values())
                .filter(type -> type.topic().equals(topic))
                .toList();
    }

    /** {@code registry} for {@code hallmark.registry.v1}. */
    private static String name(Topic topic) {
        return topic.name().replaceFirst("^hallmark\\.", "").replaceFirst("\\.v\\d+$", "");
    }

    private void channels() {
        var channels = document.putObject("channels");
        for (var topic : topics()) {
            var channel = channels.putObject(name(topic)).put("address", topic.name());
            var messages = channel.putObject("messages");
            of(topic).forEach(type -> reference(messages.putObject(type.typeName()), "messages", type.typeName()));
            var kafka = channel.putObject("bindings").putObject("kafka").put("partitions", topic.partitions());
            if (topic.isCompacted()) {
                var policies = kafka.putObject("topicConfiguration").putArray("cleanup.policy");
                topic.cleanupPolicies().forEach(policies::add);
            }
        }
    }

    private void operations() {
        var operations = document.putObject("operations");
        for (var topic : topics()) {
            var operation = operations.putObject("publish-" + name(topic)).put("action", "send");
            operation.putObject("channel").put("$ref", "#/channels/" + name(topic));
            var messages = operation.putArray("messages");
            of(topic).forEach(type -> messages.addObject()
                    .put("$ref", "#/channels/%s/messages/%s".formatted(name(topic), type.typeName())));
        }
    }

    private void components() {
        var components = document.putObject("components");
        var messages = components.putObject("messages");
        var schemas = components.putObject("schemas");
        schemas.set(HEADERS, headers());
        for (var type : EventType.values()) {
            var schema = schema(type);
            message(
                    messages.putObject(type.typeName()),
                    type,
                    schema.path("description").asText());
            schemas.set(type.typeName(), schema);
        }
    }

    private static void message(ObjectNode message, EventType type, String summary) {
        message.put("name", type.typeName()).put("summary", summary).put("contentType", "application/json");
        reference(message.putObject("headers"), "schemas", HEADERS);
        reference(message.putObject("payload"), "schemas", type.typeName());
        message.putObject("bindings")
                .putObject("kafka")
                .putObject("key")
                .put("type", TEXT_FORM)
                .put(
                        "description",
                        "everything of one key stays in order: the device's id, the batch's or policy's, or for audit the"
                                + " tenant");
    }

    private static void reference(ObjectNode node, String room, String name) {
        node.put("$ref", "#/components/%s/%s".formatted(room, name));
    }

    private static ObjectNode headers() {
        var schema = YAML.createObjectNode().put("type", "object");
        var properties = schema.putObject("properties");
        header(properties, "ce_specversion", "1.0, of CloudEvents");
        header(properties, "ce_id", "UUIDv7; the same event has the same id, however often it comes");
        header(properties, "ce_type", "the name of the message");
        header(properties, "ce_source", "/tenants/<tenant>/services/<service>");
        header(properties, "ce_subject", "the key again");
        header(properties, "ce_time", "when it happened, RFC 3339");
        header(properties, "ce_actor", "who caused it: an operator or a service");
        header(properties, "content-type", "application/json");
        var required = schema.putArray("required");
        properties.fieldNames().forEachRemaining(required::add);
        header(properties, "ce_traceparent", "the trace that it is part of, as W3C Trace Context writes it");
        header(properties, "traceparent", "the same for tools that know no CloudEvents");
        return schema;
    }

    private static void header(ObjectNode properties, String name, String description) {
        properties.putObject(name).put("type", TEXT_FORM).put("description", description);
    }

    /** The JSON Schema of a type, without what names it outside of this document. */
    private static ObjectNode schema(EventType type) {
        try (var file = EventType.class.getResourceAsStream("/schemas/" + type.typeName() + ".json")) {
            var schema = (ObjectNode) new ObjectMapper().readTree(file);
            return schema.without(List.of("$schema", "$id", "title"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
