package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.helm.ListedServices.Listed;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rights of Kafka users are those that the services need. */
class KafkaAccessTest {

    private static final String INCOMING = "mp\\.messaging\\.incoming\\.[^.]+\\.";

    private final Manifests manifests = Charts.render(Charts.twentyLines(), Profiles.EVERYTHING);

    static Stream<Listed> services() {
        return ListedServices.all().stream()
                .filter(service -> service.startsAfter().contains("kafka"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceMayReadWhatItConsumes(Listed service) throws IOException {
        var consumed = consumed(service, "topic");
        if (service.is("operators")) {
            consumed.add("hallmark.token-revocations.v1");
        }

        assertThat(allowed(service, "topic", "Read")).isEqualTo(withDeadLetters(service, consumed));
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceMayWriteWhatItOwns(Listed service) throws IOException {
        var written = new TreeSet<String>();
        for (var topic : Manifests.YAML.readTree(Files.readString(Charts.UMBRELLA.resolve("files/topics.yaml")))) {
            if (Manifests.texts(topic.at("/owners")).contains(service.module())) {
                written.add(topic.at("/name").asText());
            }
        }
        if (service.name().equals("registry")) {
            for (var other : services().toList()) {
                written.addAll(consumed(other, "topic"));
            }
        }

        assertThat(allowed(service, "topic", "Write")).isEqualTo(withDeadLetters(service, written));
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceMayUseItsOwnGroups(Listed service) throws IOException {
        var allowed = allowed(service, "group", "Read");

        assertThat(consumed(service, "group\\.id"))
                .allMatch(group -> allowed.stream().anyMatch(group::startsWith));
        assertThat(allowed).allMatch(group -> group.startsWith(service.module()));
    }

    /** Nobody may make, delete or configure a topic. */
    @Test
    void nobodyMayDoMore() {
        assertThat(manifests.kind("KafkaUser"))
                .hasSize(Math.toIntExact(services().count()))
                .flatMap(user -> Manifests.stream(user.at("/spec/authorization/acls"))
                        .flatMap(acl -> Manifests.texts(acl.at("/operations")).stream())
                        .toList())
                .containsOnly("Read", "Write", "Describe");
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceSignsInAsItsUser(Listed service) {
        assertThat(manifests.pod(service.chart()).toString()).contains("\"secretName\":\"" + user(service) + "\"");
        assertThat(manifests.names("KafkaUser")).contains(user(service));
    }

    /** It shows and replays those of all services. */
    private static Set<String> withDeadLetters(Listed service, Set<String> topics) {
        if (service.name().equals("registry")) {
            topics.add("hallmark.dead-letters.");
        }
        return topics;
    }

    private Set<String> allowed(Listed service, String type, String operation) {
        var names = new TreeSet<String>();
        for (var acl : manifests.one("KafkaUser", user(service)).at("/spec/authorization/acls")) {
            if (isAbout(acl, type) && Manifests.texts(acl.at("/operations")).contains(operation)) {
                names.add(acl.at("/resource/name").asText());
            }
        }
        return names;
    }

    private static boolean isAbout(JsonNode acl, String type) {
        return acl.at("/resource/type").asText().equals(type);
    }

    private static String user(Listed service) {
        return "hallmark-" + service.chart() + "-kafka";
    }

    private static Set<String> consumed(Listed service, String what) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(
                Charts.PROJECT.resolve(service.module()).resolve("src/main/resources/application.properties"))) {
            properties.load(reader);
        }
        var found = new TreeSet<String>();
        properties.forEach((name, value) -> {
            if (name.toString().matches(INCOMING + what)) {
                found.add(value.toString());
            }
        });
        return found;
    }
}
