package dev.hallmark.policy.connection;

import static dev.hallmark.policy.connection.ConnectionCalls.PATH;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.policy.Surroundings;
import dev.hallmark.testkit.CapturedConnection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class CapturedConnectionIT {

    private static final CapturedConnection CAPTURED =
            new CapturedConnection("GET", PATH, PATH + "/x", CapturedConnectionIT::withAToken);

    @Test
    void itIsGoodForItsOwnRequest() {
        CAPTURED.assertGoodForItsOwnRequest(202);
    }

    @Test
    void itIsGoodForNothingElse() {
        CAPTURED.assertGoodForNothingElse();
    }

    @Test
    void twiceIsNotOnce() {
        CAPTURED.assertRefusedWhenItComesTwice();
    }

    /** A good one of the device, so that it is the header that is refused. */
    private static RequestSpecification withAToken() {
        return ConnectionCalls.bearer(ConnectionCalls.device().token()).header("Prefer", "wait=0");
    }
}
