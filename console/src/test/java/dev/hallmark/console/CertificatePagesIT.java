package dev.hallmark.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Certificates and authorities: what is shown to whom, and what is sent. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class CertificatePagesIT {

    private static final String CERTIFICATES = "/api/ca/v1/certificates";
    private static final String DEVICE = "cd".repeat(32);
    private static final String NAME = "dev-" + "cd".repeat(16);
    private static final String SCRIPT = "<script>alert(1)</script>";

    @BeforeEach
    void services() {
        FakeServices.answer(
                CERTIFICATES,
                "{\"items\":[%s,%s],\"next\":\"c2\"}"
                        .formatted(certificate("ca01", "active", 300), certificate("ca02", "revoked", 300)));
        FakeServices.answer(CERTIFICATES + "/ca01", certificate("ca01", "active", 300));
        FakeServices.answer(CERTIFICATES + "/ca01/hold", certificate("ca01", "held", 300));
        FakeServices.answer(CERTIFICATES + "/ca01/revoke", certificate("ca01", "revoked", 300));
        FakeServices.answer(CERTIFICATES + "/ca03", certificate("ca03", "active", -2));
        FakeServices.answer(CERTIFICATES + "/ca04", certificate("ca04", "active", 3));
        FakeServices.answer(
                "/api/registry/v1/devices/" + DEVICE,
                """
                {"deviceId":"%s","commonName":"%s","state":"onboarded","stage":"onboarded","standing":"active",
                 "batch":"b1","batchName":"%s","policy":"p1","policyName":"%s","generation":1,"version":3,
                 "registeredAt":"2026-01-02T03:04:05Z"}"""
                        .formatted(DEVICE, NAME, SCRIPT, SCRIPT));
        FakeServices.answer(
                "/api/ca/v1/authorities",
                "{\"items\":[%s,%s]}"
                        .formatted(
                                authority("root", "root", "root", 200), authority("issuing-1", "issuing", "root", 2)));
    }

    private static String certificate(String serial, String state, int days) {
        return """
               {"serial":"%s","device":"%s","commonName":"%s","state":"%s","authority":"issuing-1","profile":"%s",
                "batch":"b1","policy":"p1","generation":1,"notBefore":"2026-01-02T03:04:05Z","notAfter":"%s",
                "sha256":"00ff","reason":"keyCompromise","certificate":"MIIB"}"""
                .formatted(
                        serial,
                        DEVICE,
                        NAME,
                        state,
                        SCRIPT,
                        Instant.now().plus(Duration.ofDays(days)).plusSeconds(days < 0 ? -60 : 60));
    }

    private static String authority(String id, String kind, String issuer, int hours) {
        return """
               {"id":"%s","kind":"%s","issuer":"%s","subject":"CN=%s","notBefore":"2026-01-02T03:04:05Z",
                "notAfter":"2126-01-02T03:04:05Z","certificate":"http://pki/%s.cer","crl":"http://pki/%s.crl",
                "crlShards":8,"crlNumber":42,"crlIssuedAt":"2026-01-02T03:04:05Z","crlNextUpdate":"%s"}"""
                .formatted(id, kind, issuer, id, id, id, Instant.now().plus(Duration.ofHours(hours)));
    }

    @Test
    void aCertificateIsShownInWordsWithItsChain() {
        // Given
        var viewer = Browser.sharedBy("viewer");

        // When
        var page = viewer.open("/certificates/ca01").asString();

        // Then
        assertThat(page)
                .contains(NAME, "The device can connect with it.", "in 300 days", "-----BEGIN CERTIFICATE-----")
                .contains("CN=issuing-1", "CN=root", "http://pki/root.cer", "&lt;script&gt;")
                .doesNotContain("<script>", "data-dialog");
        assertThat(viewer.open("/certificates/ca03").asString()).contains("expired", "2 days ago");
        assertThat(viewer.open("/certificates/ca04").asString()).contains("expires soon", "in 3 days");
    }

    @Test
    void theListIsTheServicesForWhatIsAsked() {
        // When
        var page = Browser.sharedBy("viewer").search("/certificates?q=ca0&standing=HELD&authority=issuing-1&cursor=c1");

        // Then
        assertThat(page.asString()).contains("ca01", "ca02", "cursor=c2", "revoked");
        assertThat(FakeServices.requests("GET " + CERTIFICATES + "?q=ca0&state=held&authority=issuing-1"))
                .singleElement()
                .satisfies(request -> assertThat(request.line()).endsWith("&limit=50&cursor=c1"));
    }

    @Test
    void whatExpiresSoonIsAskedForByItsEnd() {
        // When
        Browser.sharedBy("viewer").open("/certificates?standing=EXPIRING&q=cafe");

        // Then
        assertThat(FakeServices.requests("GET " + CERTIFICATES + "?q=cafe"))
                .singleElement()
                .satisfies(request -> assertThat(request.line()).contains("expiresFrom=", "expiresBefore="));
    }

    @Test
    void aRevocationAsksForTheNameAndAHoldDoesNot() {
        // Given
        var operator = Browser.sharedBy("operator");
        var shown = operator.open("/certificates/ca01").asString();

        // When
        var unconfirmed = operator.send("/certificates/ca01/revoke", Map.of("reason", "keyCompromise"));
        var before = FakeServices.requests("POST " + CERTIFICATES + "/ca01/revoke");
        var confirmed =
                operator.send("/certificates/ca01/revoke", Map.of("reason", "keyCompromise", "confirmation", NAME));
        var held = operator.send("/certificates/ca01/hold", Map.of("reason", "stolen"));

        // Then
        assertThat(shown).contains("data-dialog=\"hold\"", "data-dialog=\"revoke\"", "may onboard again");
        assertThat(unconfirmed.statusCode()).isEqualTo(400);
        assertThat(unconfirmed.asString()).contains("Nothing was changed: type the name " + NAME);
        assertThat(before).isEmpty();
        assertThat(confirmed.statusCode()).isEqualTo(303);
        assertThat(held.header("Location")).endsWith("/certificates/ca01?done=HOLD");
        assertThat(FakeServices.requests("POST " + CERTIFICATES + "/ca01/hold"))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).contains("stolen"));
    }

    @Test
    void whoeverMayNotChangeCertificatesSeesNoButtonAndIsRefused() {
        var viewer = Browser.sharedBy("viewer");
        viewer.open("/certificates/ca01");

        assertThat(viewer.send("/certificates/ca01/hold", Map.of("reason", "x")).statusCode())
                .isEqualTo(403);
        assertThat(Browser.sharedBy("operator").open("/certificates/ca03").asString())
                .doesNotContain("data-dialog");
        assertThat(Browser.sharedBy("factory").open("/certificates").statusCode())
                .isEqualTo(403);
    }

    @Test
    void anAuthorityWhoseListOfRevocationsExpiresIsMarked() {
        var page = Browser.sharedBy("viewer").open("/certificates/authorities").asString();

        assertThat(page)
                .contains("Number 42", "http://pki/issuing-1.crl", "/certificates?authority=issuing-1")
                .containsOnlyOnce("It expires within a day.");
    }
}
