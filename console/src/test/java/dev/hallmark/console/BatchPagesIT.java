package dev.hallmark.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches, policies and the steps of onboarding: what is shown to whom, and what is sent. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class BatchPagesIT {

    private static final String BATCH = "00000000-0000-4000-8000-0000000000b7";
    private static final String DRY = "00000000-0000-4000-8000-0000000000d7";
    private static final String POLICY = "00000000-0000-4000-8000-0000000000a7";
    private static final String OTHER = "00000000-0000-4000-8000-0000000000a8";
    private static final String REGISTRY = "/api/registry/v1";
    private static final String POLICIES = "/api/policy/v1/policies";
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String REPORT =
            """
            {"import":"%s","kind":"batch","batch":"%s","state":"completed","dryRun":true,"received":3,"accepted":2,
             "rejected":1,"errors":[{"row":3,"line":4,"reason":"not registered by a factory"},
             {"row":4,"line":5,"reason":"%s"}],"keptUntil":"2126-01-02T03:04:05Z",
             "startedAt":"2026-01-02T03:04:05Z","updatedAt":"2026-01-02T03:04:05Z"}"""
                    .formatted(DRY, BATCH, SCRIPT);
    private static final String SAYS =
            """
            "target":{"kind":"mosquitto","settings":{"host":"%s","port":8883}},"certificate":{"profile":"default"},
            "attestation":{"allowUnbound":false,"minimumTrust":"hardware"}"""
                    .formatted(SCRIPT);

    @BeforeEach
    void services() {
        var batch =
                """
                {"id":"%s","name":"%s","policy":"%s","policyName":"%s","registerOnImport":false,
                 "devices":{"onboarded":3,"suspended":1},"createdAt":"2026-01-02T03:04:05Z","createdBy":"operator"}"""
                        .formatted(BATCH, SCRIPT, POLICY, SCRIPT);
        var policy =
                """
                {"id":"%s","name":"p","version":3,%s,
                 "createdAt":"2026-01-02T03:04:05Z","changedAt":"2026-01-02T03:04:05Z"}""";
        var list = "{\"items\":[%s]}";
        FakeServices.answer(REGISTRY + "/batches/" + BATCH, batch);
        FakeServices.answer(REGISTRY + "/batches/" + BATCH + "/move", batch);
        FakeServices.answer(REGISTRY + "/batches/" + BATCH + "/imports", list.formatted(REPORT));
        FakeServices.answer(REGISTRY + "/batches/" + BATCH + "/devices", REPORT);
        FakeServices.answer(REGISTRY + "/imports/" + DRY, REPORT);
        FakeServices.answer(REGISTRY + "/imports/" + DRY + "/start", REPORT);
        FakeServices.answer(POLICIES + "/" + POLICY, policy.formatted(POLICY, SAYS));
        FakeServices.answer(POLICIES, list.formatted(policy.formatted(POLICY, SAYS)));
        FakeServices.answer(
                POLICIES + "/" + POLICY + "/versions",
                list.formatted("{\"version\":3,%s,\"changedBy\":\"%s\",\"changedAt\":\"2026-01-02T03:04:05Z\"}"
                        .formatted(SAYS, SCRIPT)));
        FakeServices.answer(
                POLICIES + "/" + POLICY + "/dry-run",
                """
                {"version":3,"valid":true,"devices":{"active":7},"certificates":8,"changes":[
                 {"field":"target.settings.port","from":8883,"to":1884,"reaches":"connection"}]}""");
        FakeServices.answer(
                "/api/policy/v1/targets",
                list.formatted(
                        """
                        {"kind":"mosquitto","settingsSchema":{"required":["host"],"properties":{
                         "host":{"type":"string","title":"Host"},"port":{"type":"integer","default":8883}}}}"""));
        FakeServices.answer("/api/ca/v1/profiles", list.formatted("{\"name\":\"default\",\"validity\":\"P365D\"}"));
    }

    @Test
    void whatPeopleAndFilesSayIsTextOnEveryPage() {
        var operator = Browser.sharedBy("operator");

        for (var path : new String[] {
            "/batches/" + BATCH,
            "/batches/" + BATCH + "/counts",
            "/policies/" + POLICY,
            "/policies/" + POLICY + "/edit",
            "/policies/new",
            "/onboard/batch?policy=" + POLICY,
            "/onboard/file?batch=" + BATCH,
            "/imports/" + DRY
        }) {
            var page = operator.open(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.asString()).as(path).doesNotContain("<script>");
        }
    }

    @Test
    void nobodySeesWhatTheirRoleWouldBeRefused() {
        var viewer = Browser.sharedBy("viewer");

        assertThat(viewer.open("/batches/" + BATCH).asString())
                .doesNotContain("data-dialog")
                .doesNotContain("/onboard");
        assertThat(viewer.open("/policies/" + POLICY).asString()).doesNotContain("/edit");
        assertThat(viewer.open("/imports/" + DRY).asString()).doesNotContain("/start");
        for (var path : new String[] {"/onboard", "/batches/new", "/policies/new", "/policies/" + POLICY + "/edit"}) {
            assertThat(viewer.open(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(Browser.sharedBy("operator").open("/batches/" + BATCH).asString())
                .contains("data-dialog=\"move\"");
    }

    @Test
    void aMoveAsksForTheNameOfTheBatch() {
        // Given
        var operator = Browser.sharedBy("operator");
        var page = "/batches/" + BATCH + "/move";
        operator.open("/batches/" + BATCH);

        // When
        var wrong = operator.send(page, Map.of("policy", OTHER, "reason", "x", "confirmation", "lamps"));
        var before = FakeServices.requests("POST " + REGISTRY + page);
        var right = operator.send(page, Map.of("policy", OTHER, "reason", "x", "confirmation", SCRIPT));

        // Then
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(before).isEmpty();
        assertThat(right.statusCode()).isEqualTo(303);
        assertThat(FakeServices.requests("POST " + REGISTRY + page))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).contains(OTHER));
    }

    @Test
    void aChangeOfAPolicyIsShownBeforeItIsMadeForTheVersionThatWasSeen() {
        // Given
        var operator = Browser.sharedBy("operator");
        var fields = Map.of(
                "name",
                "p",
                "kind",
                "mosquitto",
                "version",
                "3",
                "profile",
                "default",
                "setting.host",
                "h",
                "setting.port",
                "1884",
                "minimumTrust",
                "hardware",
                "minimumTls",
                "1.3",
                "rootsOfTrust",
                "puf, se");
        operator.open("/policies/" + POLICY + "/edit");

        // When
        var preview = operator.send("/policies/" + POLICY + "/preview", fields);
        var before = FakeServices.requests("PUT " + POLICIES + "/" + POLICY);
        operator.send("/policies/" + POLICY, fields);

        // Then
        assertThat(preview.asString())
                .contains("1884", "under this policy: 7", "When it asks the next time where to connect");
        assertThat(before).isEmpty();
        assertThat(FakeServices.requests("PUT " + POLICIES + "/" + POLICY))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.header("If-match")).containsExactly("\"3\"");
                    assertThat(request.body())
                            .contains("\"port\":1884", "\"rootsOfTrust\":[\"puf\",\"se\"]", "\"minimumTls\":\"1.3\"");
                });
    }

    @Test
    void aFileIsCheckedKeptReviewedAndStarted() {
        // Given
        var operator = Browser.sharedBy("operator");
        operator.open("/onboard/file?batch=" + BATCH);

        // When
        var checked = operator.upload("/onboard/file?batch=" + BATCH, "text/csv", "deviceId\nbeef\n");
        var forgetful = operator.stolen();
        forgetful.forgetForm();
        var unguarded = forgetful.upload("/onboard/file?batch=" + BATCH, "text/csv", "deviceId\n");
        var review = operator.open(checked.asString());
        var started = operator.send("/imports/" + DRY + "/start", Map.of("register", "true"));

        // Then
        assertThat(checked.asString()).isEqualTo("/imports/" + DRY);
        assertThat(unguarded.statusCode()).isEqualTo(403);
        assertThat(FakeServices.requests("POST " + REGISTRY + "/batches/" + BATCH + "/devices"))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.line()).contains("dryRun=true", "keep=true");
                    assertThat(request.body()).isEqualTo("deviceId\nbeef\n");
                });
        assertThat(review.asString()).contains("when you start: 2", "name=\"register\"", "No factory has registered");
        assertThat(started.statusCode()).isEqualTo(303);
        assertThat(FakeServices.requests("POST " + REGISTRY + "/imports/" + DRY + "/start?register=true"))
                .hasSize(1);
    }

    @Test
    void rejectedRowsAreAFile() {
        var file = Browser.sharedBy("viewer").open("/imports/" + DRY + "/rejected.csv");

        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.header("Content-Disposition")).startsWith("attachment");
        assertThat(file.asString()).contains("3,4,\"not registered by a factory\"");
    }

    @Test
    void anImportThatWasInterruptedGoesOn() {
        // Given
        var batch = "00000000-0000-4000-8000-0000000000b8";
        var dry = "00000000-0000-4000-8000-0000000000d8";
        var stopped = "00000000-0000-4000-8000-0000000000e8";
        var dates = "\"startedAt\":\"2026-01-02T03:04:05Z\",\"updatedAt\":\"2026-01-02T03:04:05Z\"";
        var checked =
                """
                {"import":"%s","kind":"batch","batch":"%s","state":"completed","dryRun":true,"errors":[],
                 "keptUntil":"2126-01-02T03:04:05Z","started":"%s",%s}"""
                        .formatted(dry, batch, stopped, dates);
        var report =
                """
                {"import":"%s","kind":"batch","batch":"%s","state":"running","dryRun":false,"errors":[],%s}"""
                        .formatted(stopped, batch, dates);
        FakeServices.answer(
                REGISTRY + "/batches/" + batch,
                """
                {"id":"%s","name":"b","policy":"%s","policyName":"p","registerOnImport":false,"devices":{},
                 "createdAt":"2026-01-02T03:04:05Z","createdBy":"operator"}"""
                        .formatted(batch, POLICY));
        FakeServices.answer(
                REGISTRY + "/batches/" + batch + "/imports", "{\"items\":[%s,%s]}".formatted(report, checked));
        FakeServices.answer(REGISTRY + "/imports/" + stopped, report);
        FakeServices.answer(REGISTRY + "/imports/" + dry, checked);
        FakeServices.answer(REGISTRY + "/imports/" + dry + "/start", report);
        var operator = Browser.sharedBy("operator");

        // When
        var page = operator.open("/imports/" + stopped);
        var resumed = operator.send("/imports/" + dry + "/resume", Map.of());

        // Then
        assertThat(page.asString()).contains("/imports/" + dry + "/resume");
        assertThat(resumed.header("Location")).endsWith("/imports/" + stopped);
        assertThat(FakeServices.requests("POST " + REGISTRY + "/imports/" + dry + "/start"))
                .hasSize(1);
        assertThat(Browser.sharedBy("viewer").open("/imports/" + stopped).asString())
                .doesNotContain("/resume");
    }
}
