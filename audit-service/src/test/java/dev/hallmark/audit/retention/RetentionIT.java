package dev.hallmark.audit.retention;

import static dev.hallmark.audit.testing.Records.as;
import static dev.hallmark.audit.testing.Surroundings.tamper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import dev.hallmark.audit.testing.Records;
import dev.hallmark.audit.testing.Surroundings;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.audit.chain.PublicKeys;
import dev.hallmark.events.audit.chain.SignedStatement;
import dev.hallmark.events.audit.chain.Statement;
import dev.hallmark.events.audit.chain.TrailVerifier;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class RetentionIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final TenantId TENANT = TenantId.of("kept");

    @Inject
    Retention retention;

    @Test
    void whatIsCutOffIsSignedAndTheRestIsIntact() throws IOException {
        // Given
        Records.record("kept", 8);
        assertThat(verify()).startsWith("intact: tenant kept, records 1 to 8");
        age(5);

        // When
        cut();

        // Then
        assertThat(verify()).startsWith("intact: tenant kept, records 6 to 8");
        as("kept", "auditor").get("/api/audit/v1/records").then().body("items.sequence", contains(8, 7, 6));
        var cut = lastCut();
        assertThat(cut.first()).isEqualTo(1);
        assertThat(cut.sequence()).isEqualTo(5);

        // And: once more to no effect; then all but the newest
        cut();
        assertThat(lastCut()).isEqualTo(cut);
        age(8);
        cut();
        assertThat(lastCut().first()).isEqualTo(6);
        assertThat(verify()).startsWith("intact: tenant kept, records 8 to 8");

        // And: a record that goes later is missed
        tamper("delete from statement where tenant = 'kept' and kind = 'cut' and sequence = 7");
        assertThat(verify()).startsWith("statement ");
    }

    private void cut() {
        retention.cut(TENANT, Duration.ofDays(30)).await().atMost(TIMEOUT);
    }

    private static void age(int last) {
        tamper("update record set stored_at = now() - interval '31 days' where tenant = 'kept' and sequence <= "
                + last);
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
