package dev.hallmark.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages that a service could not process: who sees them, and who does something about them. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class DeadLetterPagesIT {

    private static final String PAGE = "/settings/dead-letters";
    private static final String API = "/api/registry/v1/dead-letters";
    private static final String ID = "policy-registry.0.7";
    private static final String SETTLED = "policy-registry.0.8";
    private static final String ONE =
            """
            {"id":"%s","consumer":"policy-registry","time":"2026-01-02T03:04:05Z","type":"dev.hallmark.batch.added.v1",
             "subject":"b1","origin":"hallmark.registry.v1/3/9","cause":"<script>alert(1)</script>"%s,
             "headers":{"ce_id":"e1"},"value":"{\\"a\\":1}"}""";

    @BeforeAll
    static void services() {
        var open = ONE.formatted(ID, "");
        FakeServices.answer(API, "{\"items\":[%s],\"next\":\"c2\"}".formatted(open));
        FakeServices.answer(API + "/" + ID, open);
        FakeServices.answer(API + "/" + ID + "/replay", ONE.formatted(ID, ",\"settled\":\"replayed\""));
        FakeServices.answer(API + "/" + SETTLED, ONE.formatted(SETTLED, ",\"settled\":\"discarded\""));
    }

    @AfterAll
    static void none() {
        FakeServices.answer(API, "{\"items\":[]}");
    }

    @Test
    void theListAndTheFirstPageShowThem() {
        var viewer = Browser.sharedBy("viewer");

        assertThat(viewer.open(PAGE).asString())
                .contains(ID, "2026-01-02 03:04 UTC", "b1", "&lt;script&gt;", "cursor=c2")
                .doesNotContain("<script>alert");
        assertThat(viewer.open("/").asString()).contains("At least 1 message", "could not be processed", PAGE);
        assertThat(viewer.openIn("de", PAGE).asString()).contains("Tote Nachrichten");
    }

    @Test
    void oneIsShownAndItsContentIsForExperts() {
        assertThat(Browser.sharedBy("viewer").open(PAGE + "/" + ID).asString())
                .contains("hallmark.registry.v1/3/9", "{&quot;a&quot;:1}", "ce_id")
                .doesNotContain("data-dialog", "<script>alert");
        assertThat(Browser.sharedBy("operator").open(PAGE + "/" + ID).asString())
                .contains("data-dialog=\"replay\"", "data-dialog=\"discard\"");
        assertThat(Browser.sharedBy("operator").open(PAGE + "/" + SETTLED).asString())
                .contains("It was discarded.")
                .doesNotContain("data-dialog");
    }

    @Test
    void whoMaySendsItAgain() {
        // Given
        var operator = Browser.sharedBy("operator");

        // When
        var sent = operator.send(PAGE + "/" + ID + "/replay", Map.of("reason", "mended"));

        // Then
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.header("Location")).endsWith(PAGE + "/" + ID);
        assertThat(FakeServices.requests("POST " + API + "/" + ID + "/replay")
                        .getLast()
                        .body())
                .isEqualTo("{\"reason\":\"mended\"}");
        assertThat(Browser.sharedBy("viewer")
                        .send(PAGE + "/" + ID + "/discard", Map.of("reason", "x"))
                        .statusCode())
                .isEqualTo(403);
    }
}
