package dev.hallmark.audit.testing;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Event;
import dev.hallmark.events.audit.AuditRecorded;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.TestKafka;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** What other services record, and the API as an auditor sees it. */
public final class Records {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private Records() {}

    public static Event event(String tenant, String serial, AuditRecorded.Outcome outcome) {
        return TestKafka.event(
                tenant,
                new AuditRecorded(
                        TenantId.of(tenant),
                        new AuditRecorded.Actor("https://issuer.test", "olga", List.of("operator")),
                        "certificates:change",
                        "POST /api/ca/v1/certificates/{serial}/hold",
                        "/api/ca/v1/certificates/" + serial + "/hold",
                        new AuditRecorded.Target("certificate", serial),
                        "192.0.2.1",
                        outcome,
                        "stolen",
                        null));
    }

    /** Has so many recorded, of a tenant that has none yet. */
    public static void record(String tenant, int records) {
        TestKafka.publish(IntStream.range(0, records)
                .mapToObj(i -> event(tenant, Integer.toString(i + 1), AuditRecorded.Outcome.DONE))
                .toArray(Event[]::new));
        await(tenant, records);
    }

    /** Until the trail has at least so many records. */
    public static void await(String tenant, int records) {
        Awaitility.await().atMost(TIMEOUT).until(() -> as(tenant, "auditor")
                .get("/api/audit/v1/records?limit=1")
                .jsonPath()
                .getList("items.sequence", Integer.class)
                .stream()
                .anyMatch(last -> last >= records));
    }

    public static RequestSpecification as(String tenant, String role) {
        return RestAssured.given().auth().oauth2(OperatorTokens.token(tenant, role));
    }
}
