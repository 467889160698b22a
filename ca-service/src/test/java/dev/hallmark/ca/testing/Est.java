package dev.hallmark.ca.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.testkit.ConnectionHeader;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;

/** The EST side of the service as the gateway calls it. */
public final class Est {

    private static final String BASE = "/.well-known/est/";
    private static final RestAssuredConfig PLAIN = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                    .encodeContentTypeAs("application/pkcs10", io.restassured.http.ContentType.TEXT));

    private Est() {}

    /** A request that the gateway vouches for. */
    public static RequestSpecification through(String method, String path) {
        return given().config(PLAIN).header(ConnectionHeader.NAME, ConnectionHeader.of(method, path));
    }

    /** The same by mutual TLS with this certificate. */
    public static RequestSpecification through(String method, String path, X509CertificateHolder certificate) {
        return given().config(PLAIN)
                .header(ConnectionHeader.NAME, ConnectionHeader.of(method, path, x509(certificate)));
    }

    public static Response get(String label, String operation) {
        var path = BASE + label + "/" + operation;
        return through("GET", path).get(path);
    }

    public static Response post(String label, String operation, String authorization, String body) {
        var path = BASE + label + "/" + operation;
        return through("POST", path)
                .header("Authorization", authorization)
                .contentType("application/pkcs10")
                .body(body)
                .post(path);
    }

    public static Response enrol(String token, byte[] request) {
        return post(
                "default",
                "simpleenroll",
                "Bearer " + token,
                Base64.getMimeEncoder().encodeToString(request));
    }

    /** By mutual TLS with this certificate. */
    public static Response reenrol(String label, X509CertificateHolder current, byte[] request) {
        var path = BASE + label + "/simplereenroll";
        return through("POST", path, current)
                .contentType("application/pkcs10")
                .body(Base64.getMimeEncoder().encodeToString(request))
                .post(path);
    }

    private static X509Certificate x509(X509CertificateHolder certificate) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der(certificate)));
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }

    /** The device may not be certified now. */
    public static void assertRefused(Response answer) {
        assertProblem(answer, 403, "enrolment-refused");
    }

    /** RFC 7235 §3.1, and nothing besides the challenges. */
    public static void assertUnauthorized(Response answer, String... challenges) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().getValues("WWW-Authenticate")).containsExactly(challenges);
        assertThat(answer.asByteArray()).isEmpty();
    }

    public static void assertProblem(Response answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("type")).isEqualTo("https://hallmark.dev/problems/" + code);
    }

    /** The one certificate of a good answer. */
    public static X509CertificateHolder certificate(Response answer) {
        return certificates(answer.then().statusCode(200).extract().asString())[0];
    }

    public static X509CertificateHolder[] certificates(String body) {
        try {
            var message = new CMSSignedData(Base64.getMimeDecoder().decode(body));
            return message.getCertificates().getMatches(null).toArray(X509CertificateHolder[]::new);
        } catch (CMSException e) {
            throw new AssertionError(e);
        }
    }

    /** Its DER. */
    public static byte[] der(X509CertificateHolder certificate) {
        try {
            return certificate.getEncoded();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
