package dev.hallmark.sandbox.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.embedded.KafkaServer;
import dev.hallmark.embedded.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersIT {

    private static final String TOPIC = "hallmark.policies.v1";

    @TempDir
    private static Path directory;

    private static KafkaServer kafka;

    private final String consumer = "consumer-" + UUID.randomUUID();

    @BeforeAll
    static void start() throws IOException {
        kafka = KafkaServer.start(
                new KafkaServer.Settings(directory.resolve("kafka"), directory.resolve("kafka.log"), Ports.free(), 1));
    }

    @BeforeEach
    void createTopic() {
        var topic = new NewTopic(topic(), 1, (short) 1);
        try (var admin = Admin.create(settings())) {
            assertThat(admin.createTopics(List.of(topic)).all().toCompletionStage())
                    .succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void eachIsListedWithItsCauseAndOrigin() {
        bury("{}", Map.of("hallmark_cause", "no such field", "ce_type", "dev.hallmark.policy.published.v1"));

        try (var box = box()) {
            assertThat(box.consumers()).contains(consumer);
            assertThat(mine(box)).singleElement().satisfies(deadLetter -> {
                assertThat(deadLetter.id()).hasToString(consumer + "/0/0");
                assertThat(deadLetter.cause()).isEqualTo("no such field");
                assertThat(deadLetter.type()).isEqualTo("dev.hallmark.policy.published.v1");
                assertThat(deadLetter.subject()).isEqualTo("about");
                assertThat(deadLetter.origin()).isEqualTo(TOPIC + "/0/7");
            });
        }
    }

    @Test
    void aReplayGoesWhereTheLetterCameFromForItsConsumerAlone() {
        // Given
        bury("/wAB", Map.of("hallmark_encoding", "base64"));

        try (var box = box()) {
            // When
            box.replay(mine(box).getFirst());

            // Then
            var again = read(TOPIC).stream()
                    .filter(one -> consumer.equals(header(one, "hallmark_for")))
                    .toList();
            assertThat(again).singleElement().satisfies(one -> {
                assertThat(one.value()).containsExactly(0xff, 0, 1);
                assertThat(header(one, "ce_subject")).isEqualTo("about");
                assertThat(one.headers().lastHeader("hallmark_cause")).isNull();
                assertThat(one.headers().lastHeader("hallmark_encoding")).isNull();
                // The topic is compacted: the newest event of the policy stays.
                assertThat(one.key()).isEqualTo("replay-of-" + consumer + "/0/0");
            });
        }
    }

    @Test
    void whatIsSettledIsOpenNoLongerAndTheRestIs() {
        // Given
        for (var value : List.of("first", "second", "third", "fourth")) {
            bury(value, Map.of());
        }

        // When
        try (var box = box()) {
            var deadLetters = mine(box);
            box.replay(deadLetters.get(2));
            box.discard(deadLetters.get(0));
        }

        // Then
        try (var box = box()) {
            assertThat(mine(box)).extracting(DeadLetter::text).containsExactly("second", "fourth");
        }
    }

    @Test
    void aKafkaThatIsNotThereIsNotWaitedForLong() throws IOException {
        var nobody = "127.0.0.1:" + Ports.free();
        try (var box = DeadLetters.at(
                Map.of("bootstrap.servers", nobody, "default.api.timeout.ms", 1000, "request.timeout.ms", 500))) {
            assertThatThrownBy(box::consumers).isInstanceOf(KafkaException.class);
        }
    }

    private List<DeadLetter> mine(DeadLetters box) {
        return box.open().stream()
                .filter(deadLetter -> deadLetter.id().consumer().equals(consumer))
                .toList();
    }

    private static DeadLetters box() {
        return DeadLetters.at(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private void bury(String text, Map<String, String> headers) {
        var deadLetter = new ProducerRecord<>(topic(), 0, "about", text.getBytes(StandardCharsets.UTF_8));
        headers.forEach((name, value) -> deadLetter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        Map.of("ce_subject", "about", "hallmark_topic", TOPIC, "hallmark_partition", "0", "hallmark_offset", "7")
                .forEach((name, value) -> deadLetter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (var producer = new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer())) {
            assertThat(producer.send(deadLetter)).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    private String topic() {
        return "hallmark.dead-letters." + consumer + ".v1";
    }

    private static List<ConsumerRecord<String, byte[]>> read(String topic) {
        var partition = List.of(new TopicPartition(topic, 0));
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var reader = new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            reader.assign(partition);
            reader.seekToBeginning(partition);
            var end = reader.endOffsets(partition).get(partition.getFirst());
            while (reader.position(partition.getFirst()) < end) {
                reader.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static Map<String, Object> settings() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
