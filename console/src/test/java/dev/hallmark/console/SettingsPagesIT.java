package dev.hallmark.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Targets, roles and health: what is shown to whom. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class SettingsPagesIT {

    private static final String TARGETS = "/api/policy/v1/targets";

    @BeforeEach
    void services() {
        FakeServices.answer(
                TARGETS,
                """
                {"items":[{"kind":"mosquitto","settingsSchema":{"title":"Mosquitto","description":"A broker",
                 "required":["host"],"properties":{"host":{"type":"string","title":"Host"},
                 "port":{"type":"integer","title":"Port","description":"<script>alert(1)</script>","default":8883}}}}]}""");
    }

    @Test
    void aTargetSaysWhatAPolicySetsForIt() {
        // Given
        var viewer = Browser.sharedBy("viewer");

        // When
        var list = viewer.open("/settings/targets").asString();
        var target = viewer.open("/settings/targets/mosquitto").asString();

        // Then
        assertThat(list).contains("/settings/targets/mosquitto", "A broker");
        assertThat(target)
                .contains("Host", "required", "8883", "&lt;script&gt;")
                .doesNotContain("<script>", "/policies/new");
        assertThat(Browser.sharedBy("operator")
                        .open("/settings/targets/mosquitto")
                        .asString())
                .contains("/policies/new?kind=mosquitto");
        assertThat(viewer.open("/settings/targets/none").statusCode()).isEqualTo(404);
    }

    @Test
    void everybodySeesWhatTheirRolesMayDo() {
        // When
        var page = Browser.sharedBy("auditor").open("/settings/roles").asString();

        // Then
        assertThat(page)
                .contains("You are auditor", "reads everything and changes nothing", "certificates:change")
                .containsOnlyOnce(">yours<");
    }

    @Test
    void aServiceThatFailsIsNamedWithTheOthers() {
        // Given
        FakeServices.fail("/api/policy/v1/status");
        FakeServices.answer(
                "/api/ca/v1/status",
                """
                {"service":"ca-service","ready":true,
                 "checks":[{"name":"outbox relay","up":false,"data":{"waits-for":"<b>Kafka"}}]}""");
        try {
            // When
            var viewer = Browser.sharedBy("viewer");
            var page = viewer.open("/settings/health").asString();
            var overview = viewer.open("/").asString();

            // Then
            assertThat(page)
                    .contains(">registry<", ">policy<", ">ca<", "works", "outbox relay: waits-for &lt;b&gt;Kafka")
                    .containsOnlyOnce("bg-red-lt")
                    .containsOnlyOnce("bg-orange-lt");
            assertThat(overview).contains("The service policy does not work");
        } finally {
            FakeServices.work("policy");
            FakeServices.work("ca");
        }
    }

    @Test
    void theSettingsBeginWithTheFirstThatAPersonMaySee() {
        assertThat(Browser.sharedBy("viewer").open("/settings").header("Location"))
                .endsWith("/settings/targets");
        assertThat(Browser.sharedBy("factory").open("/settings").header("Location"))
                .endsWith("/settings/roles");
        assertThat(Browser.sharedBy("factory").open("/settings/targets").statusCode())
                .isEqualTo(403);
        assertThat(Browser.sharedBy("factory").open("/settings/health").statusCode())
                .isEqualTo(403);
    }
}
