package dev.hallmark.audit.export;

import static dev.hallmark.audit.testing.Records.as;
import static dev.hallmark.audit.testing.Surroundings.tamper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.audit.testing.EndedQueries;
import dev.hallmark.audit.testing.Records;
import dev.hallmark.audit.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.Topics;
import dev.hallmark.events.audit.AuditCheckpointed;
import dev.hallmark.events.audit.chain.ChainHash;
import dev.hallmark.events.audit.chain.PublicKeys;
import dev.hallmark.events.audit.chain.SignedStatement;
import dev.hallmark.events.audit.chain.TrailVerifier;
import dev.hallmark.testkit.Operations;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.Programs;
import dev.hallmark.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The export, and what is done to the trail by whom no grant binds. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class ExportIT {

    private static final String EXPORT = "/api/audit/v1/export";
    private static final String CHECKPOINTS = "/api/audit/v1/checkpoints";
    private static final int LARGE = 5_000;

    @Test
    void anUntouchedTrailIsIntactFromEachRecordOn() {
        // Given
        Records.record("other", 5);
        var since = Instant.now();
        checkpoint("other");
        Records.await("other", 6); // of the checkpoint

        // Then
        assertThat(verify(export("other", "")))
                .startsWith("intact: tenant other, records 1 to ")
                .contains("signed statements");
        assertThat(verify(export("other", "?from=3"))).startsWith("intact: tenant other, records 1 to ");
        assertThat(verify(export("other", "?from=6"), 6)).startsWith("intact: tenant other, records 6 to ");
        assertThat(verify(export("other", "?since=" + since), 6)).startsWith("intact: tenant other, records 6 to ");
        assertThat(verify(export("other", "?from=1000000"), 1_000_000)).startsWith("intact: tenant other, no records");
        as("removed", "auditor").get(EXPORT).then().body(not(containsString("\"other\"")));
    }

    @Test
    void aChangedRecordIsNamed() {
        Records.record("changed", 6);
        assertThat(
                        tamper(
                                "update record set entry = replace(entry, 'olga', 'oleg') where tenant = 'changed' and sequence = 4"))
                .isEqualTo(1);
        assertThat(verify(export("changed", ""))).startsWith("record 4 was changed (line ");
        assertThat(tamper("update record set hash = encode(sha256(convert_to(entry, 'UTF8')), 'hex')"
                        + " where tenant = 'changed' and sequence = 4"))
                .isEqualTo(1);
        assertThat(verify(export("changed", ""))).startsWith("record 4 was changed: record 5 has another hash");
    }

    @Test
    void aRemovedRecordIsNamed() {
        Records.record("removed", 6);
        assertThat(tamper("delete from record where tenant = 'removed' and sequence = 3"))
                .isEqualTo(1);
        assertThat(verify(export("removed", ""))).startsWith("record 3 was removed: 4 comes in its place");
    }

    /** Up to the record of a checkpoint: what is left begins as an export may. */
    @Test
    void aRemovedBeginningIsNamed() {
        Records.record("headless", 3);
        var named = checkpoint("headless").content().sequence();
        Records.await("headless", 4); // of the checkpoint
        assertThat(tamper("delete from record where tenant = 'headless' and sequence <= " + named))
                .isEqualTo((int) named);
        assertThat(verify(export("headless", ""))).startsWith("records 1 to %d were removed".formatted(named));
    }

    @Test
    void aMovedRecordIsNamed() {
        Records.record("moved", 6);
        tamper("update record set sequence = 1000 where tenant = 'moved' and sequence = 2");
        tamper("update record set sequence = 2 where tenant = 'moved' and sequence = 4");
        tamper("update record set sequence = 4 where tenant = 'moved' and sequence = 1000");
        assertThat(verify(export("moved", ""))).startsWith("record 2 was moved: it comes in line ");
    }

    @Test
    void anInsertedRecordIsNamed() {
        Records.record("inserted", 6);
        tamper("update record set sequence = -sequence where tenant = 'inserted' and sequence > 3");
        tamper("insert into record (tenant, sequence, entry, hash, event_id, stored_at, type, time, actor)"
                + " select tenant, 4, entry, hash, '" + UUID.randomUUID() + "', stored_at, type, time, actor"
                + " from record where tenant = 'inserted' and sequence = 2");
        tamper("update record set sequence = 1 - sequence where tenant = 'inserted' and sequence < 0");
        assertThat(verify(export("inserted", "")))
                .startsWith("record 2 was inserted or moved: it comes after record 3");
    }

    /** The service does not sign what contradicts its last checkpoint; if that is gone too, a published one shows it. */
    @Test
    void aCutTailIsNotSignedAndContradictsAPublishedCheckpoint() {
        // Given
        Records.record("tail", 6);
        var published = last(export("tail", ""));
        assertThat(published.content().sequence()).isEqualTo(6);

        // When
        tamper("delete from record where tenant = 'tail' and sequence > 4");

        // Then
        as("tail", "auditor")
                .get(EXPORT)
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hallmark.dev/problems/trail-damaged"))
                .body("detail", containsString("of record 6"));
        as("tail", "admin").post(CHECKPOINTS).then().statusCode(409);

        // And: with the statements that name it
        tamper("delete from statement where tenant = 'tail' and sequence > 4");
        var export = export("tail", "");
        assertThat(verify(export)).startsWith("intact: tenant tail, records 1 to 4");
        assertThat(verify(export, Optional.of(published))).contains("the published one", "the trail was replaced");
    }

    @Test
    void aStatementThatTheKeyDidNotSignIsNotBuiltOn() {
        // Given
        Records.record("unsigned", 2);
        export("unsigned", "");
        var last = last(export("unsigned", "")).content().number();

        // When
        tamper("update statement set signature = (select signature from statement where tenant = 'unsigned'"
                + " and number = " + (last - 1) + ") where tenant = 'unsigned' and number = " + last);

        // Then
        as("unsigned", "admin")
                .post(CHECKPOINTS)
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hallmark.dev/problems/trail-damaged"))
                .body("detail", containsString("Row %d of the signed statements".formatted(last)));
    }

    @Test
    void anExportFromBeyondTheEndHoldsWhatNoCheckpointCoversYet() {
        // Given
        Records.record("beyond", 3);
        export("beyond", "");

        // When
        Records.record("beyond", 2);
        Records.await("beyond", 5);

        // Then
        assertThat(verify(export("beyond", "?from=1000"), 1000)).startsWith("intact: tenant beyond, records 4 to 5");
    }

    @Test
    void openSslVerifiesWhatIsPublished(@TempDir Path files) throws IOException, InterruptedException {
        // When
        var made = checkpoint("default");

        // Then: the same is on the topic
        var events = TopicReader.await(
                Topics.AUDIT_CHECKPOINTS,
                event -> event.data() instanceof AuditCheckpointed one
                        && one.statement().equals(made.statement()),
                found -> !found.isEmpty());
        assertThat(events)
                .map(Event::data)
                .containsExactly(new AuditCheckpointed(events.getFirst().tenant(), made.statement(), made.signature()));

        // And: it continues the one before
        var statements = as("default", "auditor").get(CHECKPOINTS).jsonPath();
        assertThat(statements.getString("items[0].statement")).isEqualTo(made.statement());
        assertThat(made.content().previous()).isEqualTo(ChainHash.of(statements.getString("items[1].statement")));

        // And
        Files.writeString(files.resolve("key.pem"), key());
        Files.writeString(files.resolve("statement"), made.statement());
        Files.write(files.resolve("signature"), Base64.getDecoder().decode(made.signature()));
        assertThat(Programs.output(
                        files,
                        "openssl",
                        "dgst",
                        "-sha256",
                        "-verify",
                        "key.pem",
                        "-signature",
                        "signature",
                        "statement"))
                .isEqualTo("Verified OK\n");
        assertThat(Programs.output(files, "sha256sum", "statement")).startsWith(made.hash());
    }

    @Test
    void eachOperationThatChangesSomethingLeavesARecord() {
        // TokenIT does the same for those of tokens.
        assertThat(Operations.changing())
                .containsExactlyInAnyOrder(
                        "POST " + CHECKPOINTS, "POST /api/audit/v1/tokens", "POST /api/audit/v1/tokens/{id}/revoke");

        var made = checkpoint("cut");
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> as("cut", "auditor")
                .queryParam("targetType", "checkpoint")
                .queryParam("targetId", made.content().number())
                .get("/api/audit/v1/records")
                .then()
                .body("items.size()", equalTo(1))
                .body("items[0].data.operation", equalTo("POST " + CHECKPOINTS)));
    }

    /** Of ten pages, one of whose queries at least is ended by the server. */
    @Test
    void aTrailOfManyPagesIsIntactAlthoughTheDatabaseGoesAwayMeanwhile()
            throws IOException, InterruptedException, SQLException {
        // Given
        Records.record("large", 1);
        fill("large", LARGE);

        int ended;
        do {
            try (var ending = new EndedQueries("select sequence, entry, hash%limit $4")) {
                // When
                var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + EXPORT))
                        .header("Authorization", "Bearer " + OperatorTokens.token("large", "auditor"))
                        .build();
                var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());

                // Then
                try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                    assertThat(new TrailVerifier(PublicKeys.read(key()), Optional.empty(), 1)
                                    .verify(lines)
                                    .text())
                            .startsWith("intact: tenant large, records 1 to %d,".formatted(LARGE));
                }
                ended = ending.count();
            }
        } while (ended == 0);
    }

    /** Continues the chain of a tenant in the database itself, as the service would. */
    private static void fill(String tenant, int records) throws SQLException {
        try (var connection = Surroundings.superuser();
                var read = connection.createStatement();
                var write = connection.prepareStatement(
                        "insert into record (tenant, sequence, entry, hash, event_id, stored_at, type, time, actor)"
                                + " select tenant, ?, ?, ?, gen_random_uuid(), stored_at, type, time, actor from record"
                                + " where tenant = ? and sequence = 1")) {
            var found = read.executeQuery(
                    "select entry, hash from record where tenant = '%s' and sequence = 1".formatted(tenant));
            assertThat(found.next()).isTrue();
            var entry = found.getString(1);
            var hash = found.getString(2);
            for (int sequence = 2; sequence <= records; sequence++) {
                var text = entry.replace("\"sequence\":1,", "\"sequence\":%d,".formatted(sequence))
                        .replace(ChainHash.NONE, hash);
                hash = ChainHash.of(text);
                write.setLong(1, sequence);
                write.setString(2, text);
                write.setString(3, hash);
                write.setString(4, tenant);
                write.addBatch();
                if (sequence % 5_000 == 0) {
                    write.executeBatch();
                }
            }
            write.executeBatch();
        }
    }

    @CanIgnoreReturnValue
    private static String export(String tenant, String query) {
        return as(tenant, "auditor")
                .get(EXPORT + query)
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();
    }

    @CanIgnoreReturnValue
    private static SignedStatement checkpoint(String tenant) {
        return SignedStatement.read(as(tenant, "admin")
                .post(CHECKPOINTS)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private static SignedStatement last(String export) {
        return SignedStatement.read(export.lines().toList().getLast());
    }

    private static String key() {
        return as("default", "auditor")
                .get("/api/audit/v1/key.pem")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static String verify(String export) {
        return verify(export, 1);
    }

    private static String verify(String export, long from) {
        return verify(export, Optional.empty(), from);
    }

    private static String verify(String export, Optional<SignedStatement> published) {
        return verify(export, published, 1);
    }

    private static String verify(String export, Optional<SignedStatement> published, long from) {
        try {
            return new TrailVerifier(PublicKeys.read(key()), published, from)
                    .verify(new BufferedReader(new StringReader(export)))
                    .text();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
