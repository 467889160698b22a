package dev.hallmark.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands for many devices: what is shown before, what is sent, and how far it is. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class JobPagesIT {

    private static final String JOBS = "/api/registry/v1/jobs";
    private static final String ID = "00000000-0000-4000-8000-0000000000f1";
    private static final String SCRIPT = "<script>alert(1)</script>";

    @BeforeAll
    static void services() {
        var job =
                """
                {"id":"%s","command":"suspend","reason":"%s","state":"running","devices":3,"changed":1,"unchanged":0,
                 "refused":1,"refusals":[{"deviceId":"aa","reason":"%s"}],"by":"%s",
                 "createdAt":"2026-01-02T03:04:05Z","updatedAt":"2026-01-02T03:04:05Z"}"""
                        .formatted(ID, SCRIPT, SCRIPT, SCRIPT);
        FakeServices.answer(JOBS, job);
        FakeServices.answer(JOBS + "/preview", "{\"devices\":3,\"states\":{\"onboarded\":2,\"attested\":1}}");
        FakeServices.answer(JOBS + "/" + ID, job);
        FakeServices.answer(JOBS + "/" + ID + "/cancel", job);
    }

    @Test
    void aCommandForAllThatAreFoundSaysHowManyBeforeItBegins() {
        // Given
        var operator = Browser.sharedBy("operator");

        // When
        var page = operator.open("/devices/jobs/new?q=&state=onboarded&batch=b");

        // Then
        assertThat(page.asString()).contains("Devices: 3", "Suspend 3 devices?", "Type 3 to confirm it");
        assertThat(FakeServices.requests("POST " + JOBS + "/preview").getLast().body())
                .contains("\"filter\":{\"state\":\"onboarded\",\"batch\":\"b\"}");
    }

    @Test
    void whatCannotBeTakenBackAsksForTheNumber() {
        // Given
        var operator = Browser.sharedBy("operator");
        var fields = Map.of("command", "revoke", "expected", "3", "device", "dev-1", "reason", "gone");

        // When
        var wrong = operator.send("/devices/jobs", with(fields, "2"));
        var before = begun();
        var right = operator.send("/devices/jobs", with(fields, "3"));

        // Then
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(before).isEmpty();
        assertThat(right.statusCode()).isEqualTo(303);
        assertThat(right.header("Location")).endsWith("/devices/jobs/" + ID);
        assertThat(begun()).singleElement().satisfies(request -> assertThat(request.body())
                .contains("\"command\":\"revoke\"", "\"devices\":[\"dev-1\"]", "\"expected\":3"));
    }

    @Test
    void aJobIsShownAndItsTextIsText() {
        var operator = Browser.sharedBy("operator");

        for (var path : new String[] {"/devices/jobs/" + ID, "/devices/jobs/" + ID + "/progress"}) {
            var page = operator.open(path).asString();
            assertThat(page).as(path).contains("2 of 3", "/cancel").doesNotContain("<script>alert");
        }
        assertThat(operator.send("/devices/jobs/" + ID + "/cancel", Map.of("reason", "enough"))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void aViewerSeesJobsAndBeginsNone() {
        var viewer = Browser.sharedBy("viewer");

        assertThat(viewer.open("/devices/jobs/" + ID).asString()).doesNotContain("/cancel");
        assertThat(viewer.open("/devices/jobs/new?q=a").statusCode()).isEqualTo(403);
        assertThat(viewer.open("/devices").asString()).doesNotContain("type=\"checkbox\"");
    }

    private static List<FakeServices.Request> begun() {
        return FakeServices.requests("POST " + JOBS).stream()
                .filter(request -> request.line().equals("POST " + JOBS))
                .toList();
    }

    private static Map<String, String> with(Map<String, String> fields, String confirmation) {
        var all = new HashMap<>(fields);
        all.put("confirmation", confirmation);
        return all;
    }
}
