package dev.hallmark.ca.pki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLHolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class PkiResourceIT {

    private static final Map<String, String> TYPES = Map.of(
            "/pki/v1/issuers", "application/json",
            "/pki/v1/issuers/default-root-1.cer", "application/pkix-cert",
            "/pki/v1/crl/default-root-1.crl", "application/pkix-crl",
            "/pki/v1/crl/default-issuing-1.crl", "application/pkix-crl",
            "/pki/v1/crl/default-issuing-1/7.crl", "application/pkix-crl");

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @Test
    void everyObjectHasItsTypeAndIsNotSentTwice() {
        TYPES.forEach((path, type) -> {
            var first = RestAssured.get(path);
            assertThat(first.statusCode()).as(path).isEqualTo(200);
            assertThat(first.contentType()).startsWith(type);

            var again = RestAssured.given()
                    .header("If-None-Match", first.header("ETag"))
                    .get(path);

            assertThat(again.statusCode()).as(path).isEqualTo(304);
            assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
            assertThat(again.asByteArray()).isEmpty();
        });
    }

    @Test
    void issuersNameTheirTenantAndTheirCrl() {
        var issuers = RestAssured.get("/pki/v1/issuers").jsonPath();

        assertThat(issuers.getString("issuers.find { it.authority == 'default-issuing-1' }.kind"))
                .isEqualTo("issuing");
        assertThat(issuers.getString("issuers.find { it.authority == 'other-root-1' }.tenant"))
                .isEqualTo("other");
        assertThat(issuers.getString("issuers.find { it.authority == 'other-root-1' }.crl"))
                .isEqualTo("/pki/v1/crl/other-root-1.crl");
    }

    @Test
    void onlyAShardNamesItsPoint() throws IOException {
        assertThat(crl("/pki/v1/crl/default-issuing-1.crl").getExtension(Extension.issuingDistributionPoint))
                .isNull();
        assertThat(crl("/pki/v1/crl/default-issuing-1/0.crl")
                        .getExtension(Extension.issuingDistributionPoint)
                        .isCritical())
                .isTrue();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (var path : List.of(
                "/pki/v1/issuers/nobody.cer",
                "/pki/v1/crl/nobody.crl",
                "/pki/v1/crl/default-issuing-1/8.crl",
                "/pki/v1/crl/default-issuing-1/-1.crl",
                "/pki/v1/crl/default-root-1/0.crl")) {
            var answer = RestAssured.get(path);

            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.contentType()).startsWith("application/problem+json");
        }
    }

    private static X509CRLHolder crl(String path) throws IOException {
        return new X509CRLHolder(RestAssured.get(path).asByteArray());
    }
}
