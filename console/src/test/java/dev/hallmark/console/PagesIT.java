package dev.hallmark.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What pages show of what the services say, to whom. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class PagesIT {

    private static final String ID = "ab".repeat(32);
    private static final String NAME = "dev-" + "ab".repeat(16);
    private static final String DEVICES = "/api/registry/v1/devices";
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String DEVICE =
            """
            {"deviceId":"%s","commonName":"%s","state":"onboarded","stage":"onboarded","standing":"active",
             "batch":"b1","batchName":"%s","policy":"p1","policyName":"mosquitto-local","serial":"%s","model":"%s",
             "rootOfTrust":"%s","algorithm":"ES256","generation":1,"version":3,"registeredAt":"2026-01-02T03:04:05Z"}"""
                    .formatted(ID, NAME, SCRIPT, SCRIPT, SCRIPT, SCRIPT);
    private static final String CERTIFICATE =
            """
            {"serial":"1f","device":"%s","commonName":"%s","state":"active","authority":"default","profile":"default",
             "generation":1,"notBefore":"2026-01-02T03:04:05Z","notAfter":"2126-01-02T03:04:05Z","sha256":"00ff",
             "certificate":"MIIB"}"""
                    .formatted(ID, NAME);
    private static final String BATCH =
            """
            {"id":"b1","name":"%s","policy":"p1","policyName":"mosquitto-local","registerOnImport":false,
             "devices":{"onboarded":3,"suspended":1},"createdAt":"2026-01-02T03:04:05Z","createdBy":"operator"}"""
                    .formatted(SCRIPT);

    @BeforeEach
    void services() {
        FakeServices.answer(DEVICES, "{\"items\":[" + DEVICE + "],\"next\":\"c2\"}");
        FakeServices.answer(DEVICES + "/" + ID, DEVICE);
        FakeServices.answer(DEVICES + "/" + ID + "/suspend", DEVICE);
        FakeServices.answer(DEVICES + "/" + ID + "/revoke", DEVICE);
        FakeServices.answer(
                DEVICES + "/" + ID + "/timeline",
                """
                {"items":[{"id":"00000000-0000-4000-8000-000000000000","at":"2026-01-02T03:04:05Z",
                 "event":"attestation.failed","actor":"%s","reason":"%s","facts":{"x":"%s"}}]}"""
                        .formatted(SCRIPT, SCRIPT, SCRIPT));
        FakeServices.answer("/api/registry/v1/batches", "{\"items\":[" + BATCH + "]}");
        FakeServices.answer("/api/registry/v1/batches/b1", BATCH);
        FakeServices.answer("/api/policy/v1/policies", "{\"items\":[]}");
        FakeServices.answer(
                "/api/policy/v1/policies/p1",
                """
                {"id":"p1","name":"mosquitto-local","version":1,
                 "target":{"kind":"mosquitto","settings":{"host":"mqtt.example.com"}},"certificate":{"profile":"default"},
                 "attestation":{"allowUnbound":false},"createdAt":"2026-01-02T03:04:05Z","changedAt":"2026-01-02T03:04:05Z"}""");
        FakeServices.answer("/api/ca/v1/certificates", "{\"items\":[" + CERTIFICATE + "]}");
        FakeServices.answer("/api/ca/v1/certificates/1f", CERTIFICATE);
        FakeServices.answer("/api/ca/v1/authorities", "{\"items\":[]}");
    }

    @Test
    void whatADeviceOrAFileSaysIsTextOnEveryPage() {
        var viewer = Browser.sharedBy("viewer");

        for (var path : new String[] {"/", "/devices", "/devices/" + ID, "/devices?q=" + "%3Cscript%3E"}) {
            var page = viewer.open(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.asString()).as(path).doesNotContain("<script>").contains("&lt;script&gt;");
        }
    }

    @Test
    void aDeviceIsShownInWords() {
        var page = Browser.sharedBy("viewer").open("/devices/" + ID).asString();

        assertThat(page)
                .contains(
                        NAME,
                        "The device can connect with it.",
                        "href=\"/certificates/1f\"",
                        "mqtt.example.com",
                        "Failed to prove its identity");
    }

    @Test
    void chartsAreDrawnFromTablesThatEverybodyCanRead() {
        // Given
        FakeServices.answer("/api/registry/v1/onboardings", "{\"days\":[{\"day\":\"2026-03-01\",\"devices\":4711}]}");
        FakeServices.answer(
                "/api/ca/v1/certificates/expiries",
                "{\"months\":[{\"month\":\"2027-03\",\"certificates\":815}],\"later\":2}");

        // When
        var page = Browser.sharedBy("viewer").open("/");

        // Then
        assertThat(page.asString())
                .contains("data-chart=\"onboardings-table\"", "2026-03-01", "4711")
                .contains("data-chart=\"expiries-table\"", "2027-03", "815", "later")
                .contains("echarts.common.min.js", "charts.js");
    }

    @Test
    void theOverviewNamesWhatExpiresThoughItShouldNot() {
        // Given
        var soon = Instant.now().plus(Duration.ofHours(5));
        FakeServices.answer(
                "/api/ca/v1/authorities",
                """
                {"items":[{"id":"issuing-9","kind":"issuing","issuer":"root","subject":"CN=i","crlShards":8,"crlNumber":1,
                 "notBefore":"2026-01-02T03:04:05Z","notAfter":"2126-01-02T03:04:05Z","certificate":"x","crl":"y",
                 "crlIssuedAt":"2026-01-02T03:04:05Z","crlNextUpdate":"%s"}]}"""
                        .formatted(soon));
        FakeServices.answer(
                "/api/ca/v1/certificates",
                "{\"items\":[%s]}"
                        .formatted(CERTIFICATE
                                .replace("2126-01-02T03:04:05Z", soon.toString())
                                .replace("\"sha256\"", "\"renewAfter\":\"2026-02-02T03:04:05Z\",\"sha256\"")));

        // When
        var page = Browser.sharedBy("viewer").open("/").asString();

        // Then
        assertThat(page)
                .contains("The list of revocations of issuing-9 expires within a day")
                .contains("1 certificate expires within a week");
    }

    @Test
    void searchesAndPagesAskTheServiceForNoMore() {
        // When
        var page = Browser.sharedBy("viewer").search("/devices?q=sn-&state=onboarded&batch=b1&cursor=c1");

        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString()).contains("cursor=c2");
        assertThat(FakeServices.requests("GET " + DEVICES + "?batch=b1&state=onboarded&q=sn-"))
                .singleElement()
                .satisfies(request -> assertThat(request.line()).endsWith("&limit=50&cursor=c1"));
    }

    @Test
    void servicesLearnTheTokenOfThePersonAndTheirAddress() {
        // When
        Browser.sharedBy("viewer").open("/devices/" + ID);

        // Then
        assertThat(FakeServices.requests("GET " + DEVICES + "/" + ID)).allSatisfy(request -> {
            assertThat(request.header("Authorization"))
                    .singleElement()
                    .asString()
                    .startsWith("Bearer ey");
            assertThat(request.header("X-forwarded-for")).containsExactly("127.0.0.1");
        });
    }

    @Test
    void nobodySeesWhatTheirRoleWouldBeRefused() {
        // Given
        var viewer = Browser.sharedBy("viewer");
        var operator = Browser.sharedBy("operator");

        // Then
        assertThat(viewer.open("/devices/" + ID).asString()).doesNotContain("data-dialog");
        assertThat(operator.open("/devices/" + ID).asString())
                .contains("data-dialog=\"suspend\"", "data-dialog=\"revoke\"");
        assertThat(viewer.send("/devices/" + ID + "/suspend", Map.of("reason", "x"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(FakeServices.requests("POST " + DEVICES + "/" + ID + "/resume"))
                .isEmpty();
    }

    @Test
    void aRoleThatSeesNoDevicesGetsNoPageOfThem() {
        var factory = Browser.sharedBy("factory");

        assertThat(factory.open("/").asString())
                .contains("Your role registers devices")
                .doesNotContain("href=\"/devices\"");
        assertThat(factory.open("/devices").statusCode()).isEqualTo(403);
        assertThat(factory.open("/devices").asString()).contains("Your roles do not allow this");
    }

    @Test
    void whatCannotBeTakenBackAsksForTheName() {
        // Given
        var operator = Browser.sharedBy("operator");
        operator.open("/devices/" + ID);

        // When
        var unconfirmed = operator.send("/devices/" + ID + "/revoke", Map.of("reason", "keyCompromise"));
        var before = FakeServices.requests("POST " + DEVICES + "/" + ID + "/revoke");
        operator.open("/devices/" + ID);
        var confirmed =
                operator.send("/devices/" + ID + "/revoke", Map.of("reason", "keyCompromise", "confirmation", NAME));

        // Then
        assertThat(unconfirmed.statusCode()).isEqualTo(400);
        assertThat(unconfirmed.asString()).contains("Nothing was changed: type the name " + NAME);
        assertThat(before).isEmpty();
        assertThat(confirmed.statusCode()).isEqualTo(303);
        assertThat(FakeServices.requests("POST " + DEVICES + "/" + ID + "/revoke"))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).contains("keyCompromise"));
    }

    @Test
    void thePagesSpeakTheLanguageOfTheBrowserOrTheOneChosen() {
        // Given
        var browser = new Browser();

        // Then
        assertThat(browser.openIn("de-AT,de;q=0.9", "/sign-in").asString()).contains("lang=\"de\"", "Benutzername");
        assertThat(browser.openIn("fr", "/sign-in").asString()).contains("lang=\"en\"", "User name");

        // When
        browser.send("/preferences", Map.of("language", "de", "theme", "dark", "next", "/sign-in"));

        // Then
        assertThat(browser.openIn("en", "/sign-in").asString())
                .contains("lang=\"de\"", "data-bs-theme=\"dark\"", "Benutzername");
    }

    @Test
    void everyPageForbidsForeignContentFramesAndCaches() {
        var signIn = new Browser().open("/sign-in");
        var page = Browser.sharedBy("viewer").open("/");
        var missing = Browser.sharedBy("viewer").open("/nothing-here");

        for (var answer : new Response[] {signIn, page, missing}) {
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.asString()).doesNotContain(" style=\"").doesNotContainPattern("<script>|\\son[a-z]+=");
        }
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.asString()).contains("There is no such page");
    }

    @Test
    void everyFileOfAPageIsThereAndKept() {
        // Given
        var browser = Browser.sharedBy("viewer");
        var page = browser.open("/").asString();

        // Then
        var files = Pattern.compile("(?:src|href)=\"(/(?:static|webjars|_static)/[^\"]+)\"")
                .matcher(page)
                .results()
                .toList();
        assertThat(files).hasSizeGreaterThan(5).allSatisfy(file -> {
            var answer = browser.open(file.group(1));
            assertThat(answer.statusCode()).as(file.group(1)).isEqualTo(200);
            assertThat(answer.header("Cache-Control")).as(file.group(1)).contains("immutable");
        });
    }

    @Test
    void aFormIsSmallAndHasNoParts() {
        var large = given().formParam("name", "x".repeat(2_000_000)).post("/sign-in");
        var parts = given().multiPart("name", "x").post("/sign-in");

        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(parts.statusCode()).isEqualTo(415);
    }
}
