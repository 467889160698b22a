package dev.hallmark.audit.retention;

import static dev.hallmark.audit.testing.Records.as;
import static dev.hallmark.audit.testing.Surroundings.tamper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.audit.checkpoint.Statements;
import dev.hallmark.audit.testing.Records;
import dev.hallmark.audit.testing.Surroundings;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.audit.chain.PublicKeys;
import dev.hallmark.events.audit.chain.SignedStatement;
import dev.hallmark.events.audit.chain.Statement;
import dev.hallmark.events.audit.chain.TrailVerifier;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class RetentionIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final TenantId TENANT = TenantId.of("kept");
    private static final TenantId FORGED = TenantId.of("forged");
    private static final TenantId EMPTIED = TenantId.of("emptied");
    private static final TenantId HEADED = TenantId.of("headed");

    @Inject
    @Wellness
    Retention retention;

    @Inject
    Statements statements;

    @Test
    void whatIsCutOffIsSignedAndTheRestIsIntact() throws IOException {
        // Given
        Records.record("kept", 5);
        sign(TENANT);
        add("kept", 3, 8);

        // When: that checkpoint is older than what is kept
        cut(Duration.ZERO);

        // Then
        assertThat(verify()).startsWith("intact: tenant kept, records 6 to 8");
        assertThat(sequences("kept")).containsExactly(8, 7, 6);
        var cut = lastCut();
        assertThat(cut.first()).isEqualTo(1);
        assertThat(cut.sequence()).isEqualTo(5);

        // And: once more to no effect; then all but the newest
        cut(Duration.ZERO);
        assertThat(lastCut()).isEqualTo(cut);
        add("kept", 1, 9);
        cut(Duration.ofDays(30));
        assertThat(lastCut()).isEqualTo(cut);
        cut(Duration.ZERO);
        assertThat(lastCut().first()).isEqualTo(6);
        assertThat(verify()).startsWith("intact: tenant kept, records 9 to 9");

        // And: a record that goes later is missed
        tamper("delete from statement where tenant = 'kept' and kind = 'cut' and sequence = 8");
        assertThat(verify()).startsWith("statement ");
    }

    /** Columns of times, and rows of statements, as whoever administers the database can write them. */
    @Test
    void nothingIsCutOffByWhatTheKeyDidNotSign() {
        // Given
        Records.record("forged", 3);
        sign(FORGED);
        add("forged", 1, 4);

        // When
        tamper("update record set stored_at = now() - interval '1 year' where tenant = 'forged'");
        cutAll();

        // Then
        assertThat(sequences("forged")).containsExactly(4, 3, 2, 1);
        assertThat(health()).isEqualTo(Optional.empty());

        // When
        tamper("update statement set at = at - interval '1 year' where tenant = 'forged' and sequence = 3");
        cutAll();

        // Then
        assertThat(sequences("forged")).containsExactly(4, 3, 2, 1);
        assertThat(health()).hasValueSatisfying(fault -> assertThat(fault).contains("is not what the key signed"));
        assertThat(Metrics.globalRegistry
                        .counter("hallmark.audit.damaged", "tenant", "forged")
                        .count())
                .isPositive();
        tamper("update statement set at = at + interval '1 year' where tenant = 'forged' and sequence = 3");
        cutAll();
        assertThat(health()).isEqualTo(Optional.empty());

        // When
        tamper("insert into statement (tenant, number, kind, sequence, hash, at, statement, signature)"
                + " select tenant, number + 1, 'cut', 4, hash, at, statement, signature"
                + " from statement where tenant = 'forged' order by number desc limit 1");
        cutAll();

        // Then
        assertThat(sequences("forged")).containsExactly(4, 3, 2, 1);
        assertThat(health()).isPresent();
    }

    @Test
    void theNewestRecordStaysAlsoWhenACutThatWasSignedReachesIt() {
        // Given: a crash between both steps, and a tail that somebody has removed meanwhile
        Records.record("emptied", 3);
        sign(EMPTIED);
        add("emptied", 1, 4);
        statements.cut(EMPTIED, Instant.now()).await().atMost(TIMEOUT);
        tamper("delete from record where tenant = 'emptied' and sequence > 3");

        // When
        retention.cut(EMPTIED, Duration.ZERO).await().atMost(TIMEOUT);

        // Then
        assertThat(sequences("emptied")).containsExactly(3);
    }

    /** It would become part of what was cut off. */
    @Test
    void aBeginningThatSomebodyRemovedIsNotSigned() {
        // Given
        Records.record("headed", 3);
        sign(HEADED);
        add("headed", 1, 4);
        tamper("delete from record where tenant = 'headed' and sequence = 1");

        // When and Then
        assertThatThrownBy(() -> retention.cut(HEADED, Duration.ZERO).await().atMost(TIMEOUT))
                .hasMessageContaining("Records 1 to 1 of the audit trail of the tenant headed are missing");
    }

    private void cut(Duration kept) {
        retention.cut(TENANT, kept).await().atMost(TIMEOUT);
    }

    private void cutAll() {
        retention.cut().await().atMost(TIMEOUT);
    }

    private void sign(TenantId tenant) {
        var signed = statements.checkpoint(tenant).await().atMost(TIMEOUT);
        assertThat(signed.content().tenant()).isEqualTo(tenant);
    }

    private static void add(String tenant, int records, int last) {
        Records.record(tenant, records);
        Records.await(tenant, last);
    }

    private static List<Integer> sequences(String tenant) {
        return as(tenant, "auditor").get("/api/audit/v1/records").jsonPath().getList("items.sequence", Integer.class);
    }

    /** What is wrong with the tenant that the retention is configured for. */
    private Optional<String> health() {
        return retention.call().getData().map(faults -> (String) faults.get("forged"));
    }

    private static Statement lastCut() {
        return as("kept", "auditor")
                .get("/api/audit/v1/checkpoints")
                .jsonPath()
                .getList("items.statement", String.class)
                .stream()
                .map(text -> new SignedStatement(text, "").content())
                .filter(statement -> statement.kind() == Statement.Kind.CUT)
                .findFirst()
                .orElseThrow();
    }

    private static String verify() throws IOException {
        var export = as("kept", "auditor")
                .get("/api/audit/v1/export")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        var keys = PublicKeys.read(
                as("kept", "auditor").get("/api/audit/v1/key.pem").asString());
        return new TrailVerifier(keys, Optional.empty(), 1)
                .verify(new BufferedReader(new StringReader(export)))
                .text();
    }
}
