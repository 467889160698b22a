package dev.hallmark.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Topics;
import dev.hallmark.events.audit.AuditRecorded;
import dev.hallmark.events.audit.AuditRecorded.Outcome;
import dev.hallmark.testkit.FakeProvider;
import dev.hallmark.testkit.ProviderAddress;
import dev.hallmark.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in at an OIDC provider: what it must say, and what is refused. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
@QuarkusTestResource(value = ProviderSurroundings.class, restrictToAnnotatedClass = true)
class ProviderSignInIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Map<String, Object> VIEWER = Map.of("groups", List.of("viewer", "uma"), "tenant", "default");

    private FakeProvider provider;

    @Inject
    Pool pool;

    @BeforeEach
    void start() {
        provider = FakeProvider.at(ProviderAddress.port());
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void aPersonIsIdentifiedByTheProviderAndComesBackToThePage() throws Exception {
        // Given
        var browser = new Browser();
        assertThat(browser.open("/?a=b").header("Location")).endsWith("/sign-in?next=%2F%3Fa%3Db");
        var request = begin(browser, "/devices");

        // When
        var answer = end(browser, request, tokens("ann", request.get("nonce"), VIEWER));

        // Then
        assertThat(request)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "hallmark-console")
                .containsEntry("scope", "openid")
                .containsEntry("redirect_uri", ProviderSurroundings.CONSOLE + "/sign-in/callback")
                .containsEntry("code_challenge_method", "S256");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/devices");
        assertThat(provider.requests().getLast())
                .containsEntry("code", "c1")
                .containsEntry("redirect_uri", ProviderSurroundings.CONSOLE + "/sign-in/callback")
                .hasEntrySatisfying("code_verifier", verifier -> assertThat(challenge(verifier))
                        .isEqualTo(request.get("code_challenge")));
        assertThat(browser.open("/").asString()).contains("Ann Example", "viewer · default");
        var records =
                TopicReader.await(Topics.AUDIT, event -> event.actor().equals("ann"), events -> !events.isEmpty());
        assertThat((AuditRecorded) records.getFirst().data()).satisfies(record -> {
            assertThat(record.operation()).isEqualTo("GET /sign-in/callback");
            assertThat(record.outcome()).isEqualTo(Outcome.DONE);
            assertThat(record.actor().issuer()).isEqualTo(provider.issuer());
        });
    }

    @Test
    void anAnswerEndsOneSignInOfItsOwnBrowserOnce() {
        // Given
        var browser = new Browser();
        var request = begin(browser, "/");
        var before = browser.stolen();
        var tokens = tokens("bob", request.get("nonce"), VIEWER);

        // When
        var inAnother = end(new Browser(), request, tokens);
        var ofAnother = browser.open("/sign-in/callback?code=c1&state=" + "A".repeat(43));
        var withoutState = browser.open("/sign-in/callback?code=c1");
        var done = end(browser, request, tokens);
        var again = browser.open("/sign-in/callback?code=c1&state=" + request.get("state"));
        provider.answers(400, "{\"error\":\"invalid_grant\"}");
        var replayed = before.open("/sign-in/callback?code=c1&state=" + request.get("state"));

        // Then
        assertThat(List.of(inAnother, ofAnother, withoutState, again)).allSatisfy(refused -> {
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.asString()).contains("began in another browser", "Sign in again");
        });
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(replayed.statusCode()).isEqualTo(400);
        assertThat(before.session()).isNull();
    }

    @Test
    void tokensOfAnotherSignInAudienceOrTenantAreRefused() {
        var wrongNonce = attempt(nonce -> tokens("eve", "other", VIEWER));
        var wrongClient = attempt(nonce ->
                answer(idToken("eve", "another-client", nonce), provider.token("eve", "hallmark-api", VIEWER)));
        var wrongAudience = attempt(nonce ->
                answer(idToken("eve", "hallmark-console", nonce), provider.token("eve", "another-api", VIEWER)));
        var wrongPerson = attempt(nonce ->
                answer(idToken("eve", "hallmark-console", nonce), provider.token("ann", "hallmark-api", VIEWER)));
        var wrongTenant =
                attempt(nonce -> tokens("eve", nonce, Map.of("groups", List.of("admin"), "tenant", "theirs")));

        assertThat(List.of(wrongNonce, wrongClient, wrongAudience, wrongPerson)).allSatisfy(refused -> {
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.asString()).contains("gave no token that Hallmark accepts");
            assertThat(refused.cookie("hallmark-session")).isNull();
        });
        assertThat(wrongTenant.statusCode()).isEqualTo(403);
        assertThat(wrongTenant.asString()).contains("belongs to no tenant");
        var records =
                TopicReader.await(Topics.AUDIT, event -> event.actor().equals("eve"), events -> !events.isEmpty());
        assertThat(((AuditRecorded) records.getFirst().data()).outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void whatTheProviderObjectsToIsShown() {
        // Given
        var browser = new Browser();
        var request = begin(browser, "//evil.test/");

        // When
        var answer = browser.open(
                "/sign-in/callback?error=access_denied&error_description=%3Cscript%3E&state=" + request.get("state"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.asString()).contains("access_denied").doesNotContain("script&gt;", "evil.test");
    }

    @Test
    void aTokenIsRenewedWhileTheSessionLastsAndTheSessionEndsWhenTheProviderRefuses() {
        // Given
        var browser = signedIn("cleo", soon());

        // When
        provider.answers(200, answer("", provider.token("cleo", "hallmark-api", soon())));
        var renewed = browser.open("/");
        var asked = provider.requests().getLast();
        provider.close();
        var away = browser.open("/");
        provider = FakeProvider.at(ProviderAddress.port()).answers(400, "{\"error\":\"invalid_grant\"}");
        var refused = browser.open("/");
        var afterwards = browser.open("/");

        // Then
        assertThat(renewed.statusCode()).isEqualTo(200);
        assertThat(asked).containsEntry("grant_type", "refresh_token").containsEntry("refresh_token", "r1");
        assertThat(away.statusCode()).as("while the token is still valid").isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(303);
        assertThat(afterwards.statusCode()).isEqualTo(303);
        assertThat(provider.requests()).hasSize(1);
    }

    @Test
    void aPageThatIsLeftOpenKeepsNobodySignedIn() {
        // Given
        var browser = signedIn("finn", VIEWER);
        assertThat(sql("update session set seen_at = now() - interval '10 minutes'"))
                .isPositive();

        // When
        var part = browser.search("/imports/00000000-0000-4000-8000-000000000000/progress");
        var polled = seen();
        browser.open("/");

        // Then
        assertThat(part.statusCode()).isEqualTo(404);
        assertThat(polled).isZero();
        assertThat(seen()).isEqualTo(1);
    }

    @Test
    void signingOutEndsBothSessions() {
        // Given
        var browser = signedIn("dora", VIEWER);
        browser.open("/");
        var thief = browser.stolen();

        // When
        var left = browser.send("/sign-out", Map.of());

        // Then
        assertThat(left.statusCode()).isEqualTo(200);
        assertThat(left.header("Refresh"))
                .startsWith("0; url=" + provider.issuer() + "/end?")
                .contains("id_token_hint=ey", "post_logout_redirect_uri=https%3A%2F%2Fconsole.test%2Fsigned-out");
        assertThat(left.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(thief.open("/").statusCode()).isEqualTo(303);
        assertThat(thief.send("/sign-out", Map.of()).header("Location")).endsWith("/signed-out");
        assertThat(browser.open("/signed-out").asString()).contains("You are signed out");
    }

    @Test
    void thereIsNoSignInByPassword() {
        var browser = new Browser();
        browser.open("/signed-out");

        var answer = browser.send("/sign-in", Map.of("name", "viewer", "password", Surroundings.PASSWORD));

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void aProviderThatIsAwayIsSaidAndNothingElseEnds() {
        // Given
        var browser = signedIn("gwen", VIEWER);
        var visitor = new Browser();
        var request = begin(visitor, "/");
        provider.close();

        // When
        var answer = visitor.open("/sign-in/callback?code=c1&state=" + request.get("state"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(browser.open("/").statusCode()).isEqualTo(200);
    }

    private interface Tokens {
        String of(String nonce);
    }

    private Response attempt(Tokens tokens) {
        var browser = new Browser();
        var request = begin(browser, "/");
        return end(browser, request, tokens.of(request.get("nonce")));
    }

    /** The claims of a viewer whose token is about to expire. */
    private static Map<String, Object> soon() {
        var claims = new HashMap<>(VIEWER);
        claims.put("exp", Instant.now().plusSeconds(30).getEpochSecond());
        return claims;
    }

    /** The sessions that somebody has used in the last minute. */
    private long seen() {
        return sql("select 1 from session where seen_at > now() - interval '1 minute'");
    }

    private long sql(String statement) {
        return pool.query(statement).execute().await().atMost(PATIENCE).rowCount();
    }

    private Browser signedIn(String subject, Map<String, Object> claims) {
        var browser = new Browser();
        var request = begin(browser, "/");
        assertThat(end(browser, request, tokens(subject, request.get("nonce"), claims))
                        .statusCode())
                .isEqualTo(303);
        return browser;
    }

    /** What the browser is sent to the provider with. */
    private Map<String, String> begin(Browser browser, String next) {
        var sent = browser.open("/sign-in?next=" + next);
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.header("Location")).startsWith(provider.issuer() + "/authorize?");
        return Arrays.stream(URI.create(sent.header("Location")).getRawQuery().split("&", -1))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private Response end(Browser browser, Map<String, String> request, String tokens) {
        provider.answers(200, tokens);
        var answer = browser.open("/sign-in/callback?code=c1&state=" + request.get("state"));
        provider.forgetAnswers();
        return answer;
    }

    private String tokens(String subject, String nonce, Map<String, Object> claims) {
        return answer(idToken(subject, "hallmark-console", nonce), provider.token(subject, "hallmark-api", claims));
    }

    private String idToken(String subject, String audience, String nonce) {
        return provider.token(subject, audience, Map.of("nonce", nonce, "preferred_username", "Ann Example"));
    }

    private static String answer(String idToken, String accessToken) {
        var members = new HashMap<String, String>();
        members.put("token_type", "Bearer");
        members.put("access_token", accessToken);
        members.put("refresh_token", "r1");
        if (!idToken.isEmpty()) {
            members.put("id_token", idToken);
        }
        return members.entrySet().stream()
                .map(member -> "\"%s\":\"%s\"".formatted(member.getKey(), member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
