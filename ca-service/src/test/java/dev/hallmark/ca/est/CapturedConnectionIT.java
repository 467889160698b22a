package dev.hallmark.ca.est;

import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.testkit.CapturedConnection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class CapturedConnectionIT {

    private static final CapturedConnection CAPTURED = new CapturedConnection(
            "GET", "/.well-known/est/default/cacerts", "/.well-known/est/default/csrattrs", RestAssured::given);

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @Test
    void itIsGoodForItsOwnRequest() {
        CAPTURED.assertGoodForItsOwnRequest(200);
    }

    @Test
    void itIsGoodForNothingElse() {
        CAPTURED.assertGoodForNothingElse();
    }

    @Test
    void twiceIsNotOnce() {
        CAPTURED.assertRefusedWhenItComesTwice();
    }
}
