package dev.hallmark.sandbox.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hallmark.embedded.KafkaServer;
import dev.hallmark.embedded.Ports;
import dev.hallmark.sandbox.status.ComponentStatus.State;
import dev.hallmark.sandbox.status.Status.Problem;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusReaderIT {

    @TempDir
    private static Path directory;

    private static KafkaServer kafka;

    private FakeSystem system;

    @BeforeAll
    static void startKafka() throws IOException {
        kafka = KafkaServer.start(
                new KafkaServer.Settings(directory.resolve("data"), directory.resolve("kafka.log"), Ports.free(), 1));
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void start() throws IOException {
        system = new FakeSystem(directory, kafka);
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void whatWaitsIsAProblemForAsLongAsItWaits() throws Exception {
        assertThat(read().problems()).isEmpty();

        system.says(
                "policy-2",
                "well",
                FakeSystem.check(
                        "outbox relay",
                        "DOWN",
                        "\"events\":7,\"oldest-seconds\":41,\"waits-for\":\"Kafka does not acknowledge\""));
        var waiting = read();
        system.says("policy-2", "well", FakeSystem.WELL);
        var cleared = read();

        assertThat(waiting.healthy()).isFalse();
        assertThat(waiting.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.where()).isEqualTo("policy-2");
            assertThat(problem.what()).contains("outbox relay", "waits-for Kafka does not acknowledge");
        });
        assertThat(cleared.problems()).isEmpty();
    }

    @Test
    void eachReplicaShowsAndTheirOutboxOnce() throws Exception {
        var measured = FakeSystem.check("outbox relay", "UP", "\"events\":7,\"oldest-seconds\":41");
        system.says("policy-1", "well", measured);
        system.says("policy-2", "well", measured);

        var status = read();

        assertThat(status.components()).extracting(ComponentStatus::name).contains("policy-1", "policy-2");
        assertThat(status.outboxes())
                .filteredOn(outbox -> outbox.service().startsWith("policy"))
                .containsExactly(new Status.Outbox("policy", 7, 41));
    }

    @Test
    void whoWaitsForSomethingShowsThoughItIsReady() throws Exception {
        system.says("ca", "ready", FakeSystem.check("authorities and CRLs", "UP", "\"waits-for\":\"the database\""));

        var status = read();

        assertThat(status.components()).allMatch(ComponentStatus::isReady);
        assertThat(status.problems())
                .containsExactly(new Problem("ca", "authorities and CRLs: waits-for the database"));
    }

    @Test
    void whoIsGoneOrNotReadyShows() throws Exception {
        // Given
        assertThat(system.process("agent").destroyForcibly().waitFor()).isNotZero();
        system.says("ca", "ready", FakeSystem.check("authorities and CRLs", "DOWN", ""));

        // When
        var status = read();

        // Then
        assertThat(status.components())
                .filteredOn(one -> one.state() != State.READY)
                .extracting(ComponentStatus::name, ComponentStatus::state)
                .containsExactly(tuple("ca", State.NOT_READY), tuple("agent", State.GONE));
        assertThat(status.problems()).contains(new Problem("agent", "gone"), new Problem("ca", "not ready"));
    }

    @Test
    void aKafkaThatIsStoppedShowsUntilItGoesOn() throws Exception {
        var process = Long.toString(kafka.process().pid());
        signal("-STOP", process);
        var stopped = read();
        signal("-CONT", process);
        var going = read();

        assertThat(stopped.problems()).extracting(Problem::where).contains("kafka");
        assertThat(going.problems()).isEmpty();
    }

    @Test
    void aDeadLetterIsAProblemUntilItIsSettled() throws Exception {
        system.says("registry", "well", FakeSystem.check("dead letters", "DOWN", "\"policy-registry\":2"));
        var open = read();
        system.says("registry", "well", FakeSystem.check("dead letters", "UP", ""));
        var settled = read();

        assertThat(open.deadLetters()).isEqualTo(Map.of("policy-registry", 2L));
        assertThat(open.problems())
                .containsExactly(
                        new Problem("policy-registry", "2 dead letters; see ./hallmark ctl dead-letters list"));
        assertThat(settled.problems()).isEmpty();
    }

    @Test
    void whatAConsumerHasNotReadYetShowsUntilItHas() throws Exception {
        // Given
        var partition = new TopicPartition("hallmark.onboarding.v1", 0);
        var settings = Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers(), "group.id", "slow");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < 5; i++) {
                assertThat(producer.send(new ProducerRecord<>(partition.topic(), 0, "key", "{}")))
                        .succeedsWithin(Duration.ofSeconds(30));
            }
        }
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            // When
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(2)));
            var behind = read();
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(5)));
            var abreast = read();

            // Then
            assertThat(behind.consumers()).containsOnlyOnce(new Status.ConsumerGroup("slow", 0, 3));
            assertThat(abreast.consumers()).containsOnlyOnce(new Status.ConsumerGroup("slow", 0, 0));
        }
    }

    @Test
    void revocationListsShowAndAnExpiredOneIsAProblem() throws Exception {
        // Given
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        // When
        system.publishes(crl(now, now.plusSeconds(3600)));
        var good = read();
        system.publishes(crl(now.minusSeconds(3600), now.minusSeconds(1)));
        var expired = read();

        // Then
        assertThat(good.authorities())
                .containsExactly(new Status.Authority("default-issuing-1", "7", now, now.plusSeconds(3600)));
        assertThat(good.problems()).isEmpty();
        assertThat(expired.problems()).containsExactly(new Problem("default-issuing-1", "its CRL has expired"));
    }

    private static byte[] crl(Instant thisUpdate, Instant nextUpdate) throws Exception {
        var keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        return new JcaX509v2CRLBuilder(new X500Principal("CN=default-issuing-1"), Date.from(thisUpdate))
                .setNextUpdate(Date.from(nextUpdate))
                .addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(7)))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
    }

    @Test
    void theNewestWarningsOfAllLogsAreShownAndAreNoProblem() throws Exception {
        // Given
        Files.createDirectories(system.home().logs());
        Files.writeString(
                system.home().log("ca"),
                "2030-01-01 00:00:01,000 INFO  [a] calm\n2030-01-01 00:00:02,000 WARN  [a] first\n\tat trace\n");
        Files.writeString(system.home().log("policy-2"), "2030-01-01 00:00:03,000 ERROR [b] second\n");

        // When
        var status = read();

        // Then
        assertThat(status.log())
                .extracting(Status.LogLine::component, Status.LogLine::text)
                .containsExactly(
                        tuple("ca", "2030-01-01 00:00:02,000 WARN  [a] first"),
                        tuple("policy-2", "2030-01-01 00:00:03,000 ERROR [b] second"));
        assertThat(status.problems()).isEmpty();
    }

    @Test
    void warningsOfTheStartShowOnlyWhileThereIsAProblem() throws Exception {
        // Given
        var line = "2020-01-01 00:00:01,000 WARN  [a] not there yet";
        Files.createDirectories(system.home().logs());
        Files.writeString(system.home().log("ca"), line + "\n");
        Files.deleteIfExists(system.home().log("policy-2"));

        // When
        var well = read();
        system.says("ca", "ready", FakeSystem.check("authorities and CRLs", "DOWN", ""));
        var unwell = read();

        // Then
        assertThat(well.log()).isEmpty();
        assertThat(unwell.log()).containsExactly(new Status.LogLine("ca", line));
    }

    private Status read() throws IOException, InterruptedException {
        return StatusReader.read(system.home());
    }

    private static void signal(String signal, String pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, pid).start().waitFor()).isZero();
    }
}
