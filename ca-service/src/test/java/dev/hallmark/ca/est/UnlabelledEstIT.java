package dev.hallmark.ca.est;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.testkit.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that know a host and no label; this service has two tenants, of which no setting names one. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class UnlabelledEstIT {

    private static final String EST = "/.well-known/est/";

    private final TestDevice device = TestDevice.unmet();

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @Test
    void theTokensTenantIsTheDevices() {
        for (var tenant : List.of("default", "other")) {
            var token = "Bearer " + device.token(Map.of("tenant", tenant));

            assertThat(authoritiesIn(get("cacerts", token))).contains("O=%1$s,CN=%1$s-issuing-1".formatted(tenant));
            assertThat(get("csrattrs", token).contentType()).isEqualTo("application/csrattrs");
        }
    }

    @Test
    void aTokenEnrolsInItsTenant() {
        var answer = enrol("Bearer " + device.token(Map.of("tenant", "other")));

        assertThat(Est.certificate(answer).getIssuer()).hasToString("O=other,CN=other-issuing-1");
        assertThat(answer.header("Content-Transfer-Encoding")).isEqualTo("base64");
    }

    @Test
    void theCertificatesTenantIsTheDevices() {
        var certificate = Est.certificate(enrol("Bearer " + device.token(Map.of("tenant", "other"))));

        assertThat(authoritiesIn(get("cacerts", certificate))).contains("O=other,CN=other-issuing-1");
        var path = EST + "simplereenroll";
        var again = Est.through("POST", path, certificate)
                .contentType("application/pkcs10")
                .body(request())
                .post(path);
        assertThat(Est.der(Est.certificate(again))).isEqualTo(Est.der(certificate));
    }

    @Test
    void withoutEitherThePathHasToNameOneOfSeveralTenants() {
        for (var operation : List.of("cacerts", "csrattrs")) {
            var answer = get(operation);

            Est.assertProblem(answer, 404, "not-found");
            assertThat(answer.jsonPath().getString("detail"))
                    .isEqualTo("There are several tenants: the path must name one,"
                            + " as /.well-known/est/{tenant}/cacerts does.");
        }
    }

    @Test
    void aCredentialThatIsNoGoodIsRefusedAndNotPassedOver() {
        var revoked = Est.certificate(enrol("Bearer " + device.token()));
        Service.operate(revoked.getSerialNumber(), "revoke", "{\"reason\":\"keyCompromise\"}");

        for (var authorization :
                List.of("Bearer junk", "Basic junk", "Digest x", "Bearer " + device.lookAlikeToken())) {
            Est.assertUnauthorized(get("cacerts", authorization), "Basic realm=\"EST\"", "Bearer");
            Est.assertUnauthorized(get("csrattrs", authorization), "Basic realm=\"EST\"", "Bearer");
            Est.assertUnauthorized(enrol(authorization), "Basic realm=\"EST\"", "Bearer");
        }
        Est.assertRefused(get("cacerts", revoked));
        Est.assertRefused(get("csrattrs", revoked));
    }

    @Test
    void whatIsNotOfferedWithALabelIsNotOfferedWithoutOne() {
        for (var operation : List.of("serverkeygen", "fullcmc")) {
            var path = EST + operation;

            Est.assertProblem(Est.through("POST", path).post(path), 501, "not-offered");
        }
    }

    private static Response get(String operation) {
        return Est.through("GET", EST + operation).get(EST + operation);
    }

    private static Response get(String operation, String authorization) {
        return Est.through("GET", EST + operation)
                .header("Authorization", authorization)
                .get(EST + operation);
    }

    private static Response get(String operation, X509CertificateHolder certificate) {
        return Est.through("GET", EST + operation, certificate).get(EST + operation);
    }

    private Response enrol(String authorization) {
        var path = EST + "simpleenroll";
        return Est.through("POST", path)
                .header("Authorization", authorization)
                .contentType("application/pkcs10")
                .body(request())
                .post(path);
    }

    private String request() {
        return Base64.getEncoder().encodeToString(device.request("CN=any"));
    }

    private static List<String> authoritiesIn(Response answer) {
        return List.of(Est.certificates(answer.then().statusCode(200).extract().asString())).stream()
                .map(authority -> authority.getSubject().toString())
                .toList();
    }
}
