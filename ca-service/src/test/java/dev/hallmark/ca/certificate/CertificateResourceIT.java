package dev.hallmark.ca.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.ca.testing.CertificateRows;
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
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class CertificateResourceIT {

    private static final String CERTIFICATES = "/api/ca/v1/certificates";

    @Inject
    CertificateRows rows;

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
    void certificatesAreFoundByTheBeginningOfANumberOrName() {
        var name = device.id().commonName();

        for (var text : List.of(
                serial,
                serial.substring(0, 12),
                name,
                name.substring(0, 16),
                device.id().hex())) {
            assertThat(serials("?q=" + text)).as(text).containsExactly(serial);
        }
        assertThat(serials("?q=dev-" + serial)).isEmpty();
    }

    @Test
    void certificatesAreFoundByTheirAuthority() {
        assertThat(serials("?authority=default-issuing-1&device=" + device.id()))
                .containsExactly(serial);
        assertThat(serials("?authority=other-issuing-1")).isEmpty();
    }

    @Test
    void thoseThatExpireAreListedTheSoonestFirst() {
        // Given
        var other = TestDevice.unmet();
        assertThat(Est.enrol(other.token(), other.request("CN=any")).statusCode())
                .isEqualTo(200);
        rows.expire(device);

        // When
        var past = "?expiresBefore=" + Instant.now() + "&device=" + device.id();
        var future = "?expiresFrom=" + Instant.now() + "&device=";
        var first = as("default", "viewer")
                .get(CERTIFICATES + "?limit=1&expiresFrom=2020-01-01T00:00:00Z")
                .jsonPath();
        var second = as("default", "viewer")
                .get(CERTIFICATES + "?limit=1&expiresFrom=2020-01-01T00:00:00Z&cursor=" + first.getString("next"))
                .jsonPath();

        // Then
        assertThat(serials(past)).containsExactly(serial);
        assertThat(serials(future + device.id())).isEmpty();
        assertThat(serials(future + other.id())).hasSize(1);
        assertThat(Instant.parse(first.getString("items[0].notAfter")))
                .isBeforeOrEqualTo(Instant.parse(second.getString("items[0].notAfter")));
        assertThat(first.getString("items[0].serial")).isNotEqualTo(second.getString("items[0].serial"));
    }

    @Test
    void whatExpiresIsCountedByMonth() {
        // Given
        var before = as("default", "viewer").get(CERTIFICATES + "/expiries").jsonPath();

        // When
        rows.expire(device);

        // Then
        var after = as("default", "viewer").get(CERTIFICATES + "/expiries").jsonPath();
        assertThat(after.getList("months.month")).hasSize(13).doesNotHaveDuplicates();
        assertThat(after.getString("months[0].month"))
                .isEqualTo(YearMonth.now(ZoneOffset.UTC).toString());
        assertThat(after.getLong("months[0].certificates")).isEqualTo(before.getLong("months[0].certificates") + 1);
        assertThat(counted(after)).isEqualTo(counted(before));
    }

    private static long counted(JsonPath expiries) {
        return expiries.getList("months.certificates", Long.class).stream()
                        .mapToLong(Long::longValue)
                        .sum()
                + expiries.getLong("later");
    }

    private static List<String> serials(String query) {
        return as("default", "viewer").get(CERTIFICATES + query).jsonPath().getList("items.serial");
    }

    @Test
    void authoritiesSayWhichListOfRevocationsTheyHavePublished() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var authorities =
                    as("default", "viewer").get("/api/ca/v1/authorities").jsonPath();
            assertThat(authorities.getList("items.crlNumber", Long.class))
                    .hasSize(2)
                    .allSatisfy(number -> assertThat(number).isPositive());
            assertThat(Instant.parse(authorities.getString("items[1].crlNextUpdate")))
                    .isAfter(Instant.parse(authorities.getString("items[1].crlIssuedAt")));
        });
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
        for (var query : List.of(
                "?device=x",
                "?state=x",
                "?limit=0",
                "?limit=1001",
                "?cursor=!",
                "?cursor=eA",
                "?q=abc",
                "?q=xyz12",
                "?expiresFrom=x",
                "?expiresBefore=2030-01-01T00:00:00Z&state=held",
                "?expiresBefore=2030-01-01T00:00:00Z&cursor=MTI")) {
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
