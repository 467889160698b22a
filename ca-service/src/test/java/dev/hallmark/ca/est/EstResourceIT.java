package dev.hallmark.ca.est;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.Programs;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.testkit.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class EstResourceIT {

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @Test
    void anAttestedDeviceIsGivenACertificateOfItsName() {
        var device = TestDevice.unmet();

        var answer = Est.enrol(device.token(), device.request("CN=whatever it likes"));

        assertThat(answer.contentType()).isEqualTo("application/pkcs7-mime; smime-type=certs-only");
        var certificate = Est.certificate(answer);
        assertThat(certificate.getSubject().toString())
                .isEqualTo("O=default,SERIALNUMBER=SN-0001,CN=" + device.id().commonName());
        assertThat(certificate.getIssuer().toString()).isEqualTo("O=default,CN=default-issuing-1");
        assertThat(certificate.getSubjectPublicKeyInfo())
                .isEqualTo(SubjectPublicKeyInfo.getInstance(
                        device.key().getPublic().getEncoded()));
    }

    @Test
    void theTokenMayBeThePasswordOfBasicAndTheBodyUnwrapped() {
        var device = TestDevice.unmet();
        var credentials =
                Base64.getEncoder().encodeToString(("anyone:" + device.token()).getBytes(StandardCharsets.UTF_8));

        var answer = Est.post(
                "default",
                "simpleenroll",
                "Basic " + credentials,
                Base64.getEncoder().encodeToString(device.request("CN=any")));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void theBodyMayBePem() {
        var device = TestDevice.unmet();
        var lines = Base64.getMimeEncoder().encodeToString(device.request("CN=any"));

        for (var label : List.of("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST")) {
            var pem = "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, lines);

            assertThat(Est.post("default", "simpleenroll", "Bearer " + device.token(), pem)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void cacertsAreTheAuthoritiesOfTheLabel() {
        var answer = Est.get("other", "cacerts");

        assertThat(answer.contentType()).isEqualTo("application/pkcs7-mime");
        assertThat(List.of(Est.certificates(answer.asString())))
                .extracting(X509CertificateHolder::getSubject)
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("O=other,CN=other-root-1", "O=other,CN=other-issuing-1");
    }

    @Test
    void opensslReadsWhatIsAnswered(@TempDir Path directory) throws IOException {
        var device = TestDevice.unmet();
        var enrolled = Files.writeString(
                directory.resolve("enrolled"),
                Est.enrol(device.token(), device.request("CN=any")).asString());
        var attributes = Files.writeString(
                directory.resolve("attributes"), Est.get("default", "csrattrs").asString());
        var der = directory.resolve("der").toString();

        var decoded = Programs.run("openssl", "base64", "-d", "-in", enrolled.toString(), "-out", der);
        var certificates = Programs.run("openssl", "pkcs7", "-inform", "DER", "-in", der, "-print_certs");
        var parsed = Programs.run("openssl", "asn1parse", "-in", attributes.toString());

        assertThat(decoded.code()).isZero();
        assertThat(certificates.output()).contains(device.id().commonName());
        assertThat(parsed.output()).contains("id-ecPublicKey", "prime256v1", "ecdsa-with-SHA256");
    }

    /** For clients older than RFC 8951; BouncyCastle's would take the body for DER. */
    @Test
    void everyAnswerSaysThatItIsBase64() {
        var device = TestDevice.unmet();
        var enrolled = Est.enrol(device.token(), device.request("CN=any"));
        var reenrolled = Est.reenrol("default", Est.certificate(enrolled), device.request("CN=any"));

        for (var answer :
                List.of(enrolled, reenrolled, Est.get("default", "cacerts"), Est.get("default", "csrattrs"))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().getValues("Content-Transfer-Encoding")).containsExactly("base64");
        }
    }

    /** As the registry accepts them; openssl and GnuTLS verify the chain from cacerts. */
    @ParameterizedTest
    @ValueSource(strings = {"eui48_0004A3FFEE01", "A#1", "A@plant", "snö"})
    void theSerialOfTheRegistrationIsInTheCertificateAsItIs(String serial, @TempDir Path directory) {
        // Given
        var device = TestDevice.unmet();
        var authorities = Est.certificates(Est.get("default", "cacerts").asString());

        // When
        var certificate = Est.certificate(Est.enrol(device.token(Map.of("serial", serial)), device.request("CN=any")));

        // Then
        assertThat(certificate
                        .getSubject()
                        .getRDNs(BCStyle.SERIALNUMBER)[0]
                        .getFirst()
                        .getValue())
                .hasToString(serial);
        var trusted = Programs.pem(
                        directory.resolve("authorities.pem"),
                        "CERTIFICATE",
                        Est.der(authorities[0]),
                        Est.der(authorities[1]))
                .toString();
        var leaf = Programs.pem(directory.resolve("leaf.pem"), "CERTIFICATE", Est.der(certificate))
                .toString();
        assertThat(Programs.run("openssl", "verify", "-x509_strict", "-CAfile", trusted, leaf)
                        .output())
                .isEqualTo(leaf + ": OK\n");
        if (Programs.installed("certtool")) {
            var verified = Programs.run("certtool", "--verify", "--load-ca-certificate=" + trusted, "--infile=" + leaf);
            assertThat(verified.code()).as(verified.output()).isZero();
        }
    }

    @Test
    void aSerialThatNoCertificateCanHoldIsRefusedAndNotLeftOut() {
        var device = TestDevice.unmet();

        var answer = Est.enrol(device.token(Map.of("serial", "a".repeat(65))), device.request("CN=any"));

        Est.assertProblem(answer, 403, "request-not-allowed");
        assertThat(answer.jsonPath().getString("detail"))
                .isEqualTo("The device's registration has to be corrected:"
                        + " its serial has 65 characters; a certificate holds at most 64.");
    }

    @Test
    void csrattrsHaveTheirType() {
        assertThat(Est.get("default", "csrattrs").contentType()).isEqualTo("application/csrattrs");
    }
}
