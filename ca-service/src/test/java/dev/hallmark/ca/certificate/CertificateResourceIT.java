package dev.hallmark.ca.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.EventBus;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class CertificateResourceIT {

    private static final String CERTIFICATES = "/api/ca/v1/certificates";

    private final TestDevice device = TestDevice.unmet();
    private String serial;

    @BeforeEach
    void enrol() {
        Service.awaitReady();
        serial = Est.certificate(Est.enrol(device.token(), device.request("CN=any")))
                .getSerialNumber()
                .toString(16);
    }

    @Test
    void certificatesAreFoundByDeviceAndState() {
        var active = as("default", "viewer").get(CERTIFICATES + "?state=active&device=" + device.id());
        var revoked = as("default", "viewer").get(CERTIFICATES + "?state=revoked&device=" + device.id());

        assertThat(active.jsonPath().getList("items.serial")).isEqualTo(List.of(serial));
        assertThat(active.jsonPath().getString("items[0].commonName"))
                .isEqualTo(device.id().commonName());
        assertThat(revoked.jsonPath().getList("items")).isEmpty();
    }

    @Test
    void pagesFollowEachOtherByTheirCursor() {
        var other = TestDevice.unmet();
        assertThat(Est.enrol(other.token(), other.request("CN=any")).statusCode())
                .isEqualTo(200);

        var first = as("default", "viewer").get(CERTIFICATES + "?limit=1").jsonPath();
        var second = as("default", "viewer")
                .get(CERTIFICATES + "?limit=1&cursor=" + first.getString("next"))
                .jsonPath();

        assertThat(first.getString("items[0].device")).isEqualTo(other.id().hex());
        assertThat(second.getString("items[0].serial")).isEqualTo(serial);
    }

    @Test
    void anOperatorRevokesACertificateForAReason() {
        var answer = revoke("default", "operator", "{\"reason\":\"keyCompromise\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("state")).isEqualTo("revoked");
        assertThat(answer.jsonPath().getString("revokedBy")).isEqualTo("operator@default");
        try (var bus = new EventBus()) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(bus.of(device.id(), CertificateRevoked.class))
                            .extracting(CertificateRevoked::reason)
                            .containsExactly("keyCompromise"));
        }
        var again = revoke("default", "operator", "{\"reason\":\"affiliationChanged\"}");
        assertThat(again.jsonPath().getString("reason")).isEqualTo("keyCompromise");
        assertThat(again.jsonPath().getLong("crlNumber")).isPositive();
    }

    @Test
    void aReasonThatIsNoneIsRefused() {
        for (var body : List.of(
                "{\"reason\":\"boredom\"}", "{\"reason\":\"certificateHold\"}", "{}", "{", "{\"reason\":null}")) {
            var answer = revoke("default", "operator", body);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.contentType()).startsWith("application/problem+json");
        }
    }

    @Test
    void anotherTenantFindsNothing() {
        assertThat(as("other", "admin").get(CERTIFICATES + "/" + serial).statusCode())
                .isEqualTo(404);
        assertThat(revoke("other", "admin", "{\"reason\":\"unspecified\"}").statusCode())
                .isEqualTo(404);
        for (var operation : List.of("/hold", "/release")) {
            assertThat(as("other", "admin")
                            .post(CERTIFICATES + "/" + serial + operation)
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(as("other", "admin")
                        .get(CERTIFICATES + "?device=" + device.id())
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        assertThat(as("other", "viewer")
                        .get("/api/ca/v1/authorities")
                        .jsonPath()
                        .getList("items.id"))
                .isEqualTo(List.of("other-root-1", "other-issuing-1"));
    }

    @Test
    void whoeverMayNotIsRefused() {
        assertThat(RestAssured.get(CERTIFICATES).statusCode()).isEqualTo(401);
        assertThat(as("default", "factory").get(CERTIFICATES).statusCode()).isEqualTo(403);
        assertThat(as("default", "factory").get("/api/ca/v1/authorities").statusCode())
                .isEqualTo(403);
        assertThat(as("default", "factory").get("/api/ca/v1/profiles").statusCode())
                .isEqualTo(403);
        for (var role : List.of("viewer", "auditor", "approver", "factory")) {
            assertThat(revoke("default", role, "{\"reason\":\"unspecified\"}").statusCode())
                    .isEqualTo(403);
            for (var operation : List.of("/hold", "/release")) {
                assertThat(as("default", role)
                                .post(CERTIFICATES + "/" + serial + operation)
                                .statusCode())
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void parametersThatCannotBeReadAreRefused() {
        for (var query : List.of("?device=x", "?state=x", "?limit=0", "?limit=1001", "?cursor=!", "?cursor=eA")) {
            var answer = as("default", "viewer").get(CERTIFICATES + query);

            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.contentType()).startsWith("application/problem+json");
        }
        assertThat(as("default", "viewer").get(CERTIFICATES + "/not-hex").statusCode())
                .isEqualTo(400);
    }

    @Test
    void profilesAreListed() {
        var profiles = as("default", "viewer").get("/api/ca/v1/profiles").jsonPath();

        assertThat(profiles.getList("items.name")).contains("default", "brief");
        assertThat(profiles.getString("items.find { it.name == 'brief' }.validity"))
                .isEqualTo("PT5M");
    }

    private Response revoke(String tenant, String role, String body) {
        return as(tenant, role)
                .contentType("application/json")
                .body(body)
                .post(CERTIFICATES + "/" + serial + "/revoke");
    }

    private static RequestSpecification as(String tenant, String role) {
        return RestAssured.given().auth().oauth2(OperatorTokens.token(tenant, role));
    }
}
