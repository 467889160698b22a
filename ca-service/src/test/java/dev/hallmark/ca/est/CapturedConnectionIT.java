package dev.hallmark.ca.est;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.ca.testing.Keys;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody inside the network who has seen the gateway's header of one request has seen nothing of use. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class CapturedConnectionIT {

    private static final String PATH = "/.well-known/est/default/cacerts";
    private static final String SERVICE = "ca-service";
    private static final String REFUSED = "{\"type\":\"https://hallmark.dev/problems/connection-required\","
            + "\"title\":\"Connection required\",\"status\":401,"
            + "\"detail\":\"Devices reach this service through the device gateway only.\"}";

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @Test
    void itIsGoodForItsOwnRequest() {
        assertThat(get(Keys.connection(SERVICE, Duration.ZERO, "GET", PATH)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void itIsGoodForNothingElse() {
        for (var captured : List.of(
                Keys.connection(SERVICE, Duration.ZERO, "POST", PATH),
                Keys.connection(SERVICE, Duration.ZERO, "GET", PATH + "?"),
                Keys.connection(SERVICE, Duration.ZERO, "GET", "/.well-known/est/default/csrattrs"),
                Keys.connection("attestation-service", Duration.ZERO, "GET", PATH),
                Keys.connection(SERVICE, Duration.ofSeconds(31), "GET", PATH))) {
            assertRefused(get(captured));
        }
    }

    @Test
    void twiceIsNotOnce() {
        var header = Keys.connection(SERVICE, Duration.ZERO, "GET", PATH);

        assertRefused(get(header, header));
    }

    private static void assertRefused(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.asString()).isEqualTo(REFUSED);
    }

    private static Response get(String first, Object... more) {
        return given().header("Hallmark-Connection", first, more).get(PATH);
    }
}
