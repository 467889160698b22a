package dev.hallmark.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens for programs: who sees them, who makes them, and that a token is shown once. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class TokenPagesIT {

    private static final String PAGE = "/settings/tokens";
    private static final String TOKENS = "/api/audit/v1/tokens";
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String SECRET = "e30.e30.signature";

    @BeforeAll
    static void services() {
        var token =
                """
                {"id":"%s","name":"%s","permissions":["registrations:add"],
                 "creator":{"issuer":"https://issuer.test","subject":"9a","name":"%s"},
                 "createdAt":"2026-01-02T03:04:05Z","expiresAt":"%s","lastUsedAt":"2026-01-03T03:04:05Z"}""";
        var active = token.formatted("a1", SCRIPT, SCRIPT, "2126-01-02T03:04:05Z");
        var expired = token.formatted("e2", "old line", "Anna", "2026-01-02T03:04:06Z");
        FakeServices.answer(
                TOKENS,
                "{\"items\":[%s,%s],\"next\":\"c2\",\"token\":\"%s\",\"details\":%s}"
                        .formatted(active, expired, SECRET, active));
        FakeServices.answer(TOKENS + "/a1", active);
        FakeServices.answer(TOKENS + "/a1/revoke", active);
    }

    @Test
    void theListShowsWhatATokenMayDoWhoMadeItAndWhenItWasUsed() {
        var page = Browser.sharedBy("auditor").open(PAGE).asString();

        assertThat(page)
                .contains("register devices", "2126-01-02 03:04 UTC", "2026-01-03 03:04 UTC", "Anna", "cursor=c2")
                .contains("valid", "expired", "&lt;script&gt;")
                .doesNotContain("<script>alert", "data-dialog", PAGE + "/new", SECRET);
        assertThat(Browser.sharedBy("auditor").openIn("de", PAGE).asString())
                .contains("Tokens für Programme", "Geräte registrieren", "gültig", "abgelaufen");
    }

    @Test
    void onlyWhoMaySeesAndMakesTokens() {
        assertThat(Browser.sharedBy("operator").open(PAGE).statusCode()).isEqualTo(403);
        assertThat(Browser.sharedBy("operator").open("/settings/roles").asString())
                .doesNotContain("\"" + PAGE + "\"");
        assertThat(Browser.sharedBy("auditor").open(PAGE + "/new").statusCode()).isEqualTo(403);
        assertThat(Browser.sharedBy("auditor")
                        .send(PAGE + "/a1/revoke", Map.of("reason", "x", "confirmation", SCRIPT))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aTokenIsMadeWithWhatWasChosenAndShownInThatAnswer() {
        // Given
        var admin = Browser.sharedBy("admin");
        assertThat(admin.open(PAGE + "/new").asString())
                .contains("value=\"registrations:add\"", "value=\"audit:read\"")
                .doesNotContain("value=\"tokens:change\"", "value=\"factory-keys:change\"");

        // When
        var made = admin.send(PAGE, Map.of("name", "line 3", "permission", "registrations:add", "days", "30"));

        // Then
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        assertThat(made.asString()).contains(SECRET, "data-copy=\"#token\"", "/api/registry/v1/registrations");
        assertThat(FakeServices.requests("POST " + TOKENS).getLast().body())
                .contains("\"name\":\"line 3\"", "[\"registrations:add\"]", "\"expiresAt\":\"2");
        assertThat(admin.open(PAGE).asString()).doesNotContain(SECRET);
    }

    @Test
    void aTokenIsRevokedOnceItsNameIsTyped() {
        var admin = Browser.sharedBy("admin");
        assertThat(admin.open(PAGE).asString())
                .contains("data-dialog=\"revoke-a1\"")
                .doesNotContain("revoke-e2");

        var unconfirmed = admin.send(PAGE + "/a1/revoke", Map.of("reason", "sold", "confirmation", "line"));
        assertThat(unconfirmed.statusCode()).isEqualTo(400);
        assertThat(unconfirmed.asString()).contains("Nothing was revoked");
        assertThat(FakeServices.requests("POST " + TOKENS + "/a1/revoke")).isEmpty();

        var revoked = admin.send(PAGE + "/a1/revoke", Map.of("reason", "sold", "confirmation", SCRIPT));
        assertThat(revoked.statusCode()).isEqualTo(303);
        assertThat(FakeServices.requests("POST " + TOKENS + "/a1/revoke"))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).contains("sold"));
    }
}
