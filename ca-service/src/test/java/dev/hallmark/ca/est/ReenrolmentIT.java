package dev.hallmark.ca.est;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.ca.authority.TestAuthorities;
import dev.hallmark.ca.issuance.TestCertificates;
import dev.hallmark.ca.testing.CertificateRows;
import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.EventBus;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.certificate.CertificateIssued;
import dev.hallmark.testkit.TestDevice;
import dev.hallmark.testkit.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class ReenrolmentIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject
    CertificateRows rows;

    private final TestDevice device = TestDevice.unmet();
    private X509CertificateHolder current;

    @BeforeEach
    void enrol() {
        Service.awaitReady();
        current = Est.certificate(Est.enrol(device.token(), device.request("CN=any")));
    }

    @Test
    void aNewKeyGetsACertificateOfTheSameNames() {
        // Given
        var renewed = device.withNewKey();

        // When
        var answer = Est.reenrol("default", current, renewed.request("CN=somebody else"));

        // Then
        assertThat(answer.contentType()).isEqualTo("application/pkcs7-mime; smime-type=certs-only");
        var next = Est.certificate(answer);
        assertThat(next.getSerialNumber()).isNotEqualTo(current.getSerialNumber());
        assertThat(next.getSubject()).isEqualTo(current.getSubject());
        assertThat(next.getExtension(Extension.subjectAlternativeName))
                .isEqualTo(current.getExtension(Extension.subjectAlternativeName));
        assertThat(next.getSubjectPublicKeyInfo())
                .isEqualTo(SubjectPublicKeyInfo.getInstance(
                        renewed.key().getPublic().getEncoded()));
        assertThat(rows.countOpen(device)).isEqualTo(1);
        try (var bus = new EventBus()) {
            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(bus.of(device.id(), CertificateIssued.class))
                    .extracting(CertificateIssued::replaces)
                    .containsExactly(null, current.getSerialNumber().toString(16)));
            assertThat(bus.of(device.id(), CertificateIssued.class))
                    .extracting(issued -> issued.policy() + " " + issued.generation())
                    .containsOnly(device.policy() + " 1");
        }
    }

    @Test
    void beforeTheWindowTheSameKeyGetsTheCertificateItHas() {
        var again = Est.certificate(Est.reenrol("default", current, device.request("CN=any")));

        assertThat(Est.der(again)).isEqualTo(Est.der(current));
    }

    @Test
    void insideTheWindowTheSameKeyGetsANewCertificate() {
        rows.age(device);

        var next = Est.certificate(Est.reenrol("default", current, device.request("CN=any")));

        assertThat(next.getSerialNumber()).isNotEqualTo(current.getSerialNumber());
        assertThat(next.getSubjectPublicKeyInfo()).isEqualTo(current.getSubjectPublicKeyInfo());
        assertThat(rows.countOpen(device)).isEqualTo(1);
    }

    @Test
    void theSameRequestAgainGetsTheSameCertificateAndAnotherOneNone() {
        var renewed = device.withNewKey();
        var next = Est.certificate(Est.reenrol("default", current, renewed.request("CN=any")));

        var again = Est.certificate(Est.reenrol("default", current, renewed.request("CN=any")));

        assertThat(Est.der(again)).isEqualTo(Est.der(next));
        var third = device.withNewKey().request("CN=any");
        Est.assertRefused(Est.reenrol("default", current, third));
        assertThat(Est.reenrol("default", next, third).statusCode()).isEqualTo(200);
    }

    @Test
    void aHeldCertificateIsNotRenewedUntilItIsReleased() {
        Service.operate(current.getSerialNumber(), "hold", "");
        Est.assertRefused(Est.reenrol("default", current, device.request("CN=any")));

        Service.operate(current.getSerialNumber(), "release", "");

        assertThat(Est.reenrol("default", current, device.request("CN=any")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRevokedCertificateIsNotRenewed() {
        Service.operate(current.getSerialNumber(), "revoke", "{\"reason\":\"keyCompromise\"}");

        assertRefused(current, device.withNewKey());
        assertRefused(current, device);
    }

    @Test
    void anExpiredCertificateIsNotRenewed() {
        rows.expire(device);

        assertRefused(current, device.withNewKey());
    }

    @Test
    void aDeviceThatWasOffPastItsCertificatesEndAttestsAgainAndHasANewOne() {
        // Given
        rows.expire(device);

        // When
        var next = Est.certificate(Est.enrol(device.token(), device.request("CN=any")));

        // Then
        assertThat(next.getSerialNumber()).isNotEqualTo(current.getSerialNumber());
        assertThat(next.getSubject()).isEqualTo(current.getSubject());
        assertThat(rows.countOpen(device)).isEqualTo(1);
        assertThat(Est.reenrol("default", next, device.request("CN=any")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aCertificateWhoseGraceIsOverIsNotRenewed() {
        var brief = Map.<String, Object>of("profile", "brief");
        var other = TestDevice.unmet();
        var old = Est.certificate(Est.enrol(other.token(brief), other.request("CN=any")));
        var renewed = other.withNewKey();
        assertThat(Est.reenrol("default", old, renewed.request("CN=any")).statusCode())
                .isEqualTo(200);

        assertRefused(old, renewed);
    }

    @Test
    void aDeviceThatIsSuspendedRetiredOrOfALaterGenerationIsRefused() {
        TestKafka.publish(device.suspended(2));
        awaitRefused();
        TestKafka.publish(device.resumed(3));
        await().atMost(TIMEOUT)
                .until(() -> Est.reenrol("default", current, device.request("CN=any"))
                                .statusCode()
                        == 200);
        TestKafka.publish(device.reEnrolled(2, 4));
        awaitRefused();

        var token = device.token(Map.of("generation", 2, "device_version", 4));
        var second = Est.certificate(Est.enrol(token, device.request("CN=any")));
        assertThat(second.getSerialNumber()).isNotEqualTo(current.getSerialNumber());
        assertThat(Est.reenrol("default", second, device.request("CN=any")).statusCode())
                .isEqualTo(200);
        TestKafka.publish(device.retired(5));
        await().atMost(TIMEOUT).untilAsserted(() -> assertRefused(second, device));
        Est.assertRefused(Est.enrol(device.token(Map.of("generation", 2)), device.request("CN=any")));
    }

    @Test
    void aForeignIssuersCertificateIsRefused() {
        var foreign = TestCertificates.issue(TestAuthorities.of("default"), device, Duration.ofDays(90), false);

        assertRefused(foreign, device);
    }

    @Test
    void anotherTenantsLabelIsRefused() {
        Est.assertProblem(Est.reenrol("other", current, device.request("CN=any")), 403, "wrong-label");
        Est.assertProblem(Est.reenrol("nobody", current, device.request("CN=any")), 404, "not-found");
    }

    @Test
    void withoutACertificateThereIsNothingToRenew() {
        var request = Base64.getEncoder().encodeToString(device.request("CN=any"));

        var answer = Est.post("default", "simplereenroll", "Bearer " + device.token(), request);

        Est.assertUnauthorized(answer, "Hallmark-Connection");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Hallmark-Connection");
    }

    @Test
    void aBodyThatIsNoRequestIsRefused() {
        Est.assertProblem(Est.reenrol("default", current, new byte[] {1, 2, 3}), 400, "malformed-request");
        Est.assertProblem(Est.reenrol("default", current, new byte[40_000]), 413, "request-too-large");
        var broken = device.request("CN=any");
        broken[broken.length - 1] ^= 1;
        Est.assertProblem(Est.reenrol("default", current, broken), 400, "malformed-request");
    }

    @Test
    void anotherDevicesKeyIsRefused() {
        var other = TestDevice.unmet();
        assertThat(Est.enrol(other.token(), other.request("CN=any")).statusCode())
                .isEqualTo(200);
        var borrower = TestDevice.unmet().withKey(other.key());

        Est.assertProblem(Est.reenrol("default", current, other.request("CN=any")), 403, "request-not-allowed");
        Est.assertProblem(Est.enrol(borrower.token(), borrower.request("CN=any")), 403, "request-not-allowed");
    }

    private void awaitRefused() {
        await().atMost(TIMEOUT).untilAsserted(() -> assertRefused(current, device));
    }

    private static void assertRefused(X509CertificateHolder shown, TestDevice who) {
        Est.assertRefused(Est.reenrol("default", shown, who.request("CN=any")));
    }
}
