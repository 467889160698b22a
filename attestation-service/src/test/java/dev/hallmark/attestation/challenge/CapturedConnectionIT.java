package dev.hallmark.attestation.challenge;

import static io.restassured.RestAssured.given;

import dev.hallmark.attestation.TestDevice;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.testkit.CapturedConnection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class CapturedConnectionIT {

    private static final String PATH = "/attestation/v1/challenges";
    private static final CapturedConnection CAPTURED =
            new CapturedConnection("POST", PATH, PATH + "/x/evidence", () -> given().contentType(ContentType.JSON)
                    .body(TestDevice.create().askBody()));

    @Test
    void itIsGoodForItsOwnRequest() {
        CAPTURED.assertGoodForItsOwnRequest(404);
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
