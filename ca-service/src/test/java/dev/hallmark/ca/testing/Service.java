package dev.hallmark.ca.testing;

import static org.awaitility.Awaitility.await;

import dev.hallmark.testkit.OperatorTokens;
import io.restassured.RestAssured;
import java.math.BigInteger;
import java.time.Duration;

/** The service as its operators and its supervisor see it. */
public final class Service {

    private Service() {}

    /** Until the authorities are there. */
    public static void awaitReady() {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        RestAssured.get("/pki/v1/crl/default-issuing-1.crl").statusCode() == 200);
    }

    /** Does something to a certificate by hand. */
    public static void operate(BigInteger serial, String operation, String body) {
        RestAssured.given()
                .auth()
                .oauth2(OperatorTokens.token("default", "operator"))
                .contentType("application/json")
                .body(body)
                .post("/api/ca/v1/certificates/" + serial.toString(16) + "/" + operation)
                .then()
                .statusCode(200);
    }
}
