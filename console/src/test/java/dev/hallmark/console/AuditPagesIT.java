package dev.hallmark.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit trail: what is shown to whom, what is asked for, and exports. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class AuditPagesIT {

    private static final String AUDIT = "/api/audit/v1";
    private static final String ID = "00000000-0000-4000-8000-0000000000e1";
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String REVOKED =
            """
            {"sequence":7,"id":"%s","type":"dev.hallmark.audit.recorded.v1","source":"/tenants/default/services/ca",
             "time":"2026-01-02T03:04:05Z","actor":"operator@default","storedAt":"2026-01-02T03:04:06Z","hash":"00ff",
             "data":{"actor":{"issuer":"sandbox","subject":"operator@default","roles":["operator"]},
             "permission":"certificates:change","operation":"POST /api/ca/v1/certificates/{serial}/revoke",
             "path":"/api/ca/v1/certificates/1f/revoke","target":{"type":"certificate","id":"1f"},
             "address":"127.0.0.1","outcome":"done","reason":"%s","traceId":"4bf92f3577b34da6a3ce929d0e0e4736"}}"""
                    .formatted(ID, SCRIPT);
    private static final String REFUSED =
            """
            {"sequence":6,"id":"00000000-0000-4000-8000-0000000000e2","type":"dev.hallmark.attestation.failed.v1",
             "source":"/tenants/default/services/attestation","time":"2026-01-02T03:04:05Z","actor":"attestation",
             "storedAt":"2026-01-02T03:04:06Z","hash":"00ff","data":{"deviceId":"%s","reason":"old nonce","x":null}}"""
                    .formatted("ab".repeat(32));

    @BeforeEach
    void services() {
        FakeServices.answer(AUDIT + "/records", "{\"items\":[%s,%s],\"next\":\"c2\"}".formatted(REVOKED, REFUSED));
        FakeServices.answer(AUDIT + "/records/" + ID, REVOKED);
        FakeServices.answer(AUDIT + "/export", "{\"entry\":\"e\"}\n");
        FakeServices.answer(AUDIT + "/key.pem", "-----BEGIN PUBLIC KEY-----\n");
        FakeServices.answer(AUDIT + "/checkpoints", "{\"statement\":\"s\",\"signature\":\"t\"}");
    }

    @Test
    void recordsAreShownInWords() {
        // Given
        var auditor = Browser.sharedBy("auditor");

        // When
        var list = auditor.open("/audit").asString();
        var record = auditor.open("/audit/" + ID).asString();

        // Then
        assertThat(list)
                .contains("Revoked a certificate", "operator@default", "href=\"/certificates/1f\"", "cursor=c2")
                .contains(
                        "A device failed to prove its identity", "href=\"/devices/" + "ab".repeat(32), "&lt;script&gt;")
                .doesNotContain("<script>", "/audit/checkpoint");
        assertThat(record)
                .contains(
                        "Revoked a certificate", "4bf92f3577b34da6a3ce929d0e0e4736", "127.0.0.1", "certificates:change")
                .doesNotContain("<script>");
    }

    @Test
    void theListIsTheServicesForWhatIsAsked() {
        // When
        Browser.sharedBy("auditor")
                .open("/audit?actor=eve&what=devices:change&target=device&id=77&outcome=refused"
                        + "&from=2026-03-01&to=2026-03-02&cursor=c1");
        Browser.sharedBy("auditor").open("/audit?actor=mallory&what=dev.hallmark.certificate.held.v1&from=nonsense");

        // Then
        assertThat(FakeServices.requests("GET " + AUDIT + "/records?from=2026-03-01T00%3A00%3A00Z"))
                .singleElement()
                .satisfies(request -> assertThat(request.line())
                        .contains(
                                "to=2026-03-03T00%3A00%3A00Z",
                                "actor=eve",
                                "permission=devices%3Achange",
                                "outcome=refused",
                                "targetType=device",
                                "targetId=77",
                                "cursor=c1"));
        assertThat(FakeServices.requests(
                        "GET " + AUDIT + "/records?type=dev.hallmark.certificate.held.v1&actor=mallory"))
                .hasSize(1);
    }

    @Test
    void anExportIsAFileFromANumberOrADay() {
        // Given
        var auditor = Browser.sharedBy("auditor");

        // When
        var whole = auditor.open("/audit/export?from=&since=");
        auditor.open("/audit/export?from=12&since=2026-03-01");
        auditor.open("/audit/export?from=&since=2026-03-01");

        // Then
        assertThat(whole.header("Content-Disposition")).isEqualTo("attachment; filename=\"audit-trail.ndjson\"");
        assertThat(whole.asString()).isEqualTo("{\"entry\":\"e\"}\n");
        assertThat(FakeServices.requests("GET " + AUDIT + "/export?from=12")).hasSize(1);
        assertThat(FakeServices.requests("GET " + AUDIT + "/export?since=2026-03-01T00%3A00%3A00Z"))
                .hasSize(1);
        assertThat(auditor.open("/audit/export?from=x").statusCode()).isEqualTo(400);
        assertThat(auditor.open("/audit/export?since=x").statusCode()).isEqualTo(400);
        assertThat(auditor.open("/audit/key.pem").asString()).startsWith("-----BEGIN PUBLIC KEY-----");
    }

    @Test
    void onlyTheRolesOfTheMatrixReadAndSign() {
        // Given
        var admin = Browser.sharedBy("admin");
        var auditor = Browser.sharedBy("auditor");
        var page = admin.open("/audit").asString();

        // When
        var signed = admin.send("/audit/checkpoint", Map.of());
        auditor.open("/audit");
        var refused = auditor.send("/audit/checkpoint", Map.of());

        // Then
        assertThat(page).contains("/audit/checkpoint");
        assertThat(signed.header("Location")).endsWith("/audit?signed=true");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(FakeServices.requests("POST " + AUDIT + "/checkpoints")).hasSize(1);
        for (var path : new String[] {"/audit", "/audit/" + ID, "/audit/export", "/audit/key.pem"}) {
            assertThat(Browser.sharedBy("operator").open(path).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(Browser.sharedBy("operator").open("/").asString()).doesNotContain("href=\"/audit\"");
    }
}
