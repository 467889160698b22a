package dev.hallmark.audit.trail;

import static dev.hallmark.audit.testing.Records.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.hallmark.audit.testing.Records;
import dev.hallmark.audit.testing.Surroundings;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.EventRecord;
import dev.hallmark.events.Topics;
import dev.hallmark.events.attestation.AttestationFailed;
import dev.hallmark.events.audit.AuditRecorded.Outcome;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.kafka.KafkaEvents;
import dev.hallmark.messaging.inbox.ReceivedEvent;
import dev.hallmark.testkit.TestKafka;
import dev.hallmark.testkit.TopicReader;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class TrailIT {

    private static final String RECORDS = "/api/audit/v1/records";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject
    AgroalDataSource database;

    @Inject
    Pool pool;

    @Inject
    TrailStore store;

    @Test
    void recordsAreListedByWhatTheySay() {
        // Given
        var id = Long.toHexString(System.nanoTime());
        var begin = Instant.now();
        TestKafka.publish(
                Records.event("default", id, Outcome.DONE),
                Records.event("default", id, Outcome.FAILED),
                Records.event("default", "another", Outcome.DONE),
                Records.event("other", id, Outcome.DONE));
        awaitListed(Map.of("targetId", id), 2);

        // Then
        var query = Map.of(
                "targetType", "certificate",
                "targetId", id,
                "actor", "test-service",
                "permission", "certificates:change",
                "operation", "POST /api/ca/v1/certificates/{serial}/hold",
                "type", "dev.hallmark.audit.recorded.v1",
                "from", begin.toString(),
                "to", Instant.now().toString());
        var all = list(query);
        assertThat(all.getList("items.data.outcome")).containsExactly("failed", "done");
        assertThat(all.getList("items.data.target.id")).containsOnly(id);
        assertThat(list(Map.of("targetId", id, "outcome", "failed")).getList("items"))
                .hasSize(1);
        for (var none : List.of(
                Map.of("targetId", id, "to", begin.toString()),
                Map.of("targetId", id, "actor", "olga"),
                Map.of("targetId", id, "type", "dev.hallmark.certificate.issued.v1"),
                Map.of("targetId", id + "\0"))) {
            assertThat(list(none).getList("items")).as("%s", none).isEmpty();
        }

        // And: page by page
        var first = list(Map.of("targetId", id, "limit", "1"));
        var second = list(Map.of("targetId", id, "limit", "1", "cursor", first.getString("next")));
        assertThat(first.getList("items.sequence"))
                .isEqualTo(all.getList("items.sequence").subList(0, 1));
        assertThat(second.getList("items.sequence"))
                .isEqualTo(all.getList("items.sequence").subList(1, 2));
        assertThat(second.getString("next")).isNull();

        // And: one, of this tenant only
        var record = all.getString("items[0].id");
        as("default", "admin")
                .get(RECORDS + "/" + record)
                .then()
                .statusCode(200)
                .body("hash", equalTo(all.getString("items[0].hash")));
        as("removed", "auditor").get(RECORDS + "/" + record).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator", "approver", "factory"})
    void onlyAuditorsAndAdminsRead(String role) {
        for (var path : List.of(
                RECORDS,
                RECORDS + "/00000000-0000-4000-8000-000000000000",
                "/api/audit/v1/export",
                "/api/audit/v1/checkpoints")) {
            as("default", role).get(path).then().statusCode(403);
        }
        as("default", role).post("/api/audit/v1/checkpoints").then().statusCode(403);
        as("default", "auditor").post("/api/audit/v1/checkpoints").then().statusCode(403);
    }

    @Test
    void anInvalidParameterIsNamed() {
        for (var query : List.of("from=yesterday", "to=x", "limit=0", "cursor=YQ")) {
            as("default", "auditor").get(RECORDS + "?" + query).then().statusCode(400);
        }
        as("default", "auditor").get(RECORDS + "/x").then().statusCode(400);
        as("default", "auditor")
                .get("/api/audit/v1/export?from=2&since=2026-01-01T00:00:00Z")
                .then()
                .statusCode(400);
    }

    /** Kafka may deliver again what inboxes have forgotten long ago. */
    @Test
    void anEventIsRecordedOnce() {
        // Given
        var id = Long.toHexString(System.nanoTime());
        var event = Records.event("default", id, Outcome.DONE);
        TestKafka.publish(event, event);
        awaitListed(Map.of("targetId", id), 1);
        Surroundings.tamper("delete from inbox");

        // When
        TestKafka.publish(event);
        var last = Long.toHexString(System.nanoTime());
        TestKafka.publish(Records.event("default", last, Outcome.DONE));
        awaitListed(Map.of("targetId", last), 1);

        // Then
        assertThat(list(Map.of("targetId", id)).getList("items")).hasSize(1);
    }

    @Test
    void typesAndMembersOfANewerVersionAreRecordedAsTheyAre() {
        // Given
        var id = Long.toHexString(System.nanoTime());
        var event = Records.event("default", id, Outcome.DONE);
        var value = "{ \"outcome\": \"escalated\", \"target\":{\"type\":\"ring\",\"id\":\"%s\"}, \"new\": [1.50] }"
                .formatted(id);
        var record = new ProducerRecord<>("hallmark.audit.v1", "default", value.getBytes(StandardCharsets.UTF_8));
        KafkaEvents.record(event).headers().forEach(record.headers()::add);
        record.headers()
                .remove("ce_type")
                .add("ce_type", "dev.hallmark.audit.recorded.v2".getBytes(StandardCharsets.UTF_8));

        // When
        TestKafka.produce(List.of(record));

        // Then
        awaitListed(Map.of("targetType", "ring", "targetId", id, "outcome", "escalated"), 1);
        as("default", "auditor")
                .queryParam("targetId", id)
                .get(RECORDS)
                .then()
                .body("items.type", contains("dev.hallmark.audit.recorded.v2"));
        var stored = store.list(TenantId.of("default"), sought(id), 1).await().atMost(TIMEOUT);
        assertThat(stored.getFirst().entry().data()).isEqualTo(value);
    }

    @Test
    void whatIsNoEventBecomesADeadLetterAndTheNextIsRecorded() {
        // Given
        var id = Long.toHexString(System.nanoTime());
        var event = Records.event("default", id, Outcome.DONE);
        var spoilt = new ProducerRecord<>("hallmark.audit.v1", "default", new byte[] {(byte) 0xff});
        KafkaEvents.record(event).headers().forEach(spoilt.headers()::add);

        // When
        TestKafka.produce(List.of(spoilt, KafkaEvents.record(event)));

        // Then
        awaitListed(Map.of("targetId", id), 1);
        try (var letters = TopicReader.records(Topics.deadLettersOf("audit-audit"))) {
            Awaitility.await().atMost(TIMEOUT).until(() -> letters.read().size() == 1);
        }
    }

    @Test
    void securityDecisionsOfTheDevicePlaneAreRecorded() {
        // Given
        var device = DeviceId.parse("ab".repeat(32));
        var serial = SerialNumber.parse(Long.toHexString(System.nanoTime()));
        TestKafka.publish(
                new CertificateRevoked(
                        device, device.commonName(), serial, "default-issuing-1", "keyCompromise", Instant.now(), 4),
                new AttestationFailed(device, "batch", "the signature is wrong"));

        // Then
        awaitListed(Map.of("targetType", "certificate", "targetId", serial.hex()), 1);
        awaitListed(Map.of("targetType", "device", "targetId", device.hex()), 1);
    }

    @Test
    void attestationsThatAreRefusedAgainAndAgainAreSampled() {
        // Given
        var device = DeviceId.parse("cd".repeat(32));
        var refused = IntStream.range(0, 90)
                .mapToObj(i -> TestKafka.event("race", new AttestationFailed(device, "batch", "expired")))
                .toArray(Event[]::new);

        // When
        TestKafka.publish(refused);
        Awaitility.await().atMost(TIMEOUT).until(() -> unsampled() >= 20);

        // Then
        assertThat(as("race", "auditor")
                        .queryParam("targetId", device.hex())
                        .queryParam("limit", 1000)
                        .get(RECORDS)
                        .jsonPath()
                        .getList("items"))
                .hasSizeBetween(60, 70);
    }

    /** As two replicas do whose consumers read different topics. */
    @Test
    void writersThatAppendAtOnceNeverForkTheChain() {
        // Given
        var tenant = TenantId.of("hashed");
        var all = IntStream.range(0, 160)
                .mapToObj(i -> append(tenant, "race-" + i))
                .toList();

        // When
        var appended = Uni.join().all(all).andFailFast().await().atMost(TIMEOUT);

        // Then
        assertThat(appended).containsOnly(2);
        var records = store.page(tenant, 1, Long.MAX_VALUE, 1000).await().atMost(TIMEOUT);
        assertThat(records).hasSize(320);
        for (int i = 1; i < records.size(); i++) {
            assertThat(records.get(i).sequence()).isEqualTo(i + 1);
            assertThat(records.get(i).entry().previous())
                    .isEqualTo(records.get(i - 1).hash());
        }
    }

    /** By grants, whatever the service's code does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update record set actor = 'x'",
                "delete from record",
                "truncate record",
                "update statement set hash = 'x'",
                "delete from statement",
                "truncate statement",
                "alter table record disable trigger all",
                "drop table record",
                "update inbox set consumer = 'x'",
                "create table mine (id int)"
            })
    void theServiceMayNotChangeTheTrail(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var running = connection.createStatement()) {
            assertThatThrownBy(() -> running.executeUpdate(statement))
                    .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                            .isEqualTo("42501"));
        }
    }

    private Uni<Integer> append(TenantId tenant, String id) {
        var records = List.of(received(tenant, id + "a"), received(tenant, id + "b"));
        return pool.withTransaction(transaction -> store.append(transaction, tenant, records));
    }

    private static ReceivedRecord received(TenantId tenant, String id) {
        var event = Records.event(tenant.name(), id, Outcome.DONE);
        var envelope = EventRecord.envelope(EventRecord.headers(event)::get);
        var value = EventRecord.value(event).getBytes(StandardCharsets.UTF_8);
        return ReceivedRecord.of(new ReceivedEvent(envelope, value));
    }

    private static RecordFilter sought(String target) {
        var none = Optional.<String>empty();
        return new RecordFilter(
                Optional.empty(),
                Optional.empty(),
                none,
                none,
                none,
                none,
                none,
                none,
                Optional.of(target),
                Long.MAX_VALUE);
    }

    private static double unsampled() {
        return Metrics.globalRegistry.counter("hallmark.audit.unsampled").count();
    }

    private static void awaitListed(Map<String, String> query, int records) {
        Awaitility.await()
                .atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(list(query).getList("items")).hasSize(records));
    }

    private static JsonPath list(Map<String, String> query) {
        return as("default", "auditor")
                .queryParams(query)
                .get(RECORDS)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
