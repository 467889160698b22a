package dev.hallmark.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.Topics;
import dev.hallmark.events.audit.AuditRecorded;
import dev.hallmark.events.audit.AuditRecorded.Outcome;
import dev.hallmark.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class SignInIT {

    @Test
    void aVisitorSignsInAndComesBackToThePage() {
        // Given
        var browser = new Browser();
        var sent = browser.open("/?a=b");
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.header("Location")).endsWith("/sign-in?next=%2F%3Fa%3Db");
        browser.open("/sign-in");

        // When
        var entered =
                browser.send("/sign-in", Map.of("name", "viewer", "password", Surroundings.PASSWORD, "next", "/?a=b"));

        // Then
        assertThat(entered.statusCode()).isEqualTo(303);
        assertThat(entered.header("Location")).endsWith("/?a=b");
        assertThat(browser.open("/").asString()).contains("viewer", "Overview");
    }

    @Test
    void anUnknownUserAndAWrongPasswordAreAnsweredAlike() {
        // Given
        var browser = new Browser();
        browser.open("/sign-in");

        // When
        var wrong = browser.send("/sign-in", Map.of("name", "viewer", "password", "no"));
        var unknown = browser.send("/sign-in", Map.of("name", "nobody", "password", "no"));

        // Then
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.asString().replace("nobody", "viewer")).isEqualTo(wrong.asString());
        assertThat(browser.session()).isNull();
    }

    @Test
    void guessingIsSlowedDownForTheNameThatIsTried() {
        // Given
        var browser = new Browser();
        browser.open("/sign-in");
        for (int i = 0; i < 10; i++) {
            browser.send("/sign-in", Map.of("name", "brute", "password", "guess" + i));
        }

        // When
        var right = browser.send("/sign-in", Map.of("name", "brute", "password", Surroundings.PASSWORD));

        // Then
        assertThat(right.statusCode()).isEqualTo(429);
        assertThat(browser.session()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.test/", "//evil.test/", "/\\evil.test", "javascript:alert(1)", "/a\r\nX: y"})
    void nobodyIsSentToAnotherSite(String next) {
        // Given
        var browser = new Browser();
        browser.open("/sign-in");

        // When
        var entered =
                browser.send("/sign-in", Map.of("name", "auditor", "password", Surroundings.PASSWORD, "next", next));

        // Then
        assertThat(entered.statusCode()).isEqualTo(303);
        assertThat(entered.header("Location")).matches("http://[^/]+/");
    }

    /** An id that somebody else knew before is worth nothing afterwards. */
    @Test
    void aSessionGetsAnIdThatWasNotKnownBefore() {
        // Given
        var planted = "A".repeat(43);
        var browser = new Browser().with("hallmark-session", planted);
        browser.open("/sign-in");

        // When
        browser.send("/sign-in", Map.of("name", "operator", "password", Surroundings.PASSWORD));

        // Then
        assertThat(browser.session()).isNotEqualTo(planted);
        assertThat(browser.open("/").statusCode()).isEqualTo(200);
        assertThat(new Browser().with("hallmark-session", planted).open("/").statusCode())
                .isEqualTo(303);
    }

    @Test
    void aStolenCookieIsWorthNothingAfterSigningOut() {
        // Given
        var browser = Browser.of("operator");
        browser.open("/");
        var thief = browser.stolen();
        assertThat(thief.open("/").statusCode()).isEqualTo(200);

        // When
        var left = browser.send("/sign-out", Map.of());

        // Then
        assertThat(left.statusCode()).isEqualTo(303);
        assertThat(left.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(thief.open("/").statusCode()).isEqualTo(303);
    }

    @Test
    void theCookieIsForThisSiteAloneAndNoScript() {
        // Given
        var browser = new Browser();
        browser.open("/sign-in");

        // When
        var entered = browser.send("/sign-in", Map.of("name", "factory", "password", Surroundings.PASSWORD));

        // Then
        assertThat(entered.headers().getValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("hallmark-session="))
                .singleElement()
                .asString()
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain");
    }

    @Test
    void aFormWithoutItsTokenOrFromAnotherSiteChangesNothing() {
        // Given
        var browser = Browser.of("viewer");
        browser.open("/");
        var forged = browser.stolen();
        forged.forgetForm();

        // When
        var withoutToken = forged.send("/sign-out", Map.of());
        var fromElsewhere = browser.sendFrom("cross-site", "/sign-out");
        var ofAnother = Browser.of("auditor").withSessionOf(browser).send("/sign-out", Map.of());

        // Then
        assertThat(withoutToken.statusCode()).isEqualTo(403);
        assertThat(fromElsewhere.statusCode()).isEqualTo(403);
        assertThat(ofAnother.statusCode()).isEqualTo(403);
        assertThat(withoutToken.asString()).contains("This form is out of date");
        assertThat(browser.open("/").statusCode()).isEqualTo(200);
    }

    /** Nobody is signed in, unnoticed, as somebody else. */
    @Test
    void theFormForSigningInHasATokenToo() {
        var forged = new Browser();

        var answer = forged.send("/sign-in", Map.of("name", "viewer", "password", Surroundings.PASSWORD));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(forged.session()).isNull();
    }

    @Test
    void signInsRefusedOnesAndSignOutsAreRecorded() {
        // Given
        var browser = new Browser();
        browser.open("/sign-in");

        // When
        browser.send("/sign-in", Map.of("name", "approver", "password", "no"));
        browser.send("/sign-in", Map.of("name", "approver", "password", Surroundings.PASSWORD));
        browser.open("/");
        browser.send("/sign-out", Map.of());

        // Then
        var records = TopicReader.await(Topics.AUDIT, event -> event.actor().equals("approver"), SignInIT::areThree);
        assertThat(records)
                .extracting(event -> (AuditRecorded) event.data())
                .extracting(record -> record.operation() + " " + record.outcome())
                .containsExactly(
                        "POST /sign-in " + Outcome.REFUSED,
                        "POST /sign-in " + Outcome.DONE,
                        "POST /sign-out " + Outcome.DONE);
        assertThat(records)
                .extracting(event -> ((AuditRecorded) event.data()).address())
                .containsOnly("127.0.0.1");
    }

    @Test
    void aLinkSignsInOnce() throws Exception {
        // Given
        var link = link("admin", Duration.ofMinutes(5));
        var browser = new Browser();

        // When
        var followed = browser.open(link);

        // Then
        assertThat(followed.statusCode()).isEqualTo(303);
        assertThat(followed.header("Location")).matches("http://[^/]+/");
        assertThat(browser.open("/").asString()).contains("admin", "Overview");

        // And
        var again = new Browser();
        assertThat(again.open(link).statusCode()).isEqualTo(401);
        assertThat(again.session()).isNull();
        assertThat(again.open(link).asString()).contains("can be used once");
    }

    @Test
    void aLinkThatHasExpiredOrIsNotKnownSignsNobodyIn() throws Exception {
        var browser = new Browser();

        assertThat(List.of(
                        link("admin", Duration.ofSeconds(-1)),
                        link("nobody", Duration.ofMinutes(5)),
                        link("admin", Duration.ofMinutes(5)) + "A",
                        "/sign-in/link"))
                .allSatisfy(link -> assertThat(browser.open(link).statusCode()).isEqualTo(401));
        assertThat(browser.session()).isNull();
    }

    /** Adds one to the file, as the sandbox does. */
    private static String link(String user, Duration validity) throws Exception {
        var code = UUID.randomUUID().toString();
        var hash = MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
        var line = "%s %s %d%n"
                .formatted(
                        HexFormat.of().formatHex(hash),
                        user,
                        Instant.now().plus(validity).getEpochSecond());
        Files.writeString(Surroundings.LINKS, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return "/sign-in/link?code=" + code;
    }

    private static boolean areThree(List<Event> records) {
        return records.size() == 3;
    }
}
