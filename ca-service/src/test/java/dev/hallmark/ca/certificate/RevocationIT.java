package dev.hallmark.ca.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.EventBus;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.testkit.TestDevice;
import dev.hallmark.testkit.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLHolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class RevocationIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String FULL = "/pki/v1/crl/default-issuing-1.crl";

    private final TestDevice device = TestDevice.unmet();

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @Test
    void aRevokedDevicesCertificateIsOnTheCrlThatTheEventNames() {
        var certificate = Est.certificate(Est.enrol(device.token(), device.request("CN=any")));
        var before = number(crl(FULL));

        TestKafka.publish(device.revoked(2, "stolen"));

        var revoked = awaitRevoked();
        assertThat(revoked.serial().value()).isEqualTo(certificate.getSerialNumber());
        assertThat(revoked.commonName()).isEqualTo(device.id().commonName());
        assertThat(revoked.reason()).isEqualTo("cessationOfOperation");
        assertThat(revoked.crlNumber()).isGreaterThan(before);
        assertThat(number(crl(FULL))).isGreaterThanOrEqualTo(revoked.crlNumber());
        assertThat(crl(FULL).getRevokedCertificate(certificate.getSerialNumber()))
                .isNotNull();
        var shard = "/pki/v1/crl/default-issuing-1/%d.crl".formatted(shard(certificate.getSerialNumber()));
        assertThat(crl(shard).getRevokedCertificate(certificate.getSerialNumber()))
                .isNotNull();
    }

    @Test
    void aReasonOfTheStandardIsKept() {
        assertThat(Est.enrol(device.token(), device.request("CN=any")).statusCode())
                .isEqualTo(200);

        TestKafka.publish(device.revoked(2, "keyCompromise"));

        assertThat(awaitRevoked().reason()).isEqualTo("keyCompromise");
    }

    @Test
    void aRevokedDeviceGetsNothingMoreWhateverItsToken() {
        var token = device.token();
        assertThat(Est.enrol(token, device.request("CN=any")).statusCode()).isEqualTo(200);
        TestKafka.publish(device.revoked(2, "stolen"));
        assertThat(awaitRevoked()).isNotNull();

        for (var again : new String[] {token, device.token(), device.token(Map.of("device_version", 99))}) {
            Est.assertRefused(Est.enrol(again, device.request("CN=any")));
        }
    }

    @Test
    void aDeviceRevokedBeforeItEverCameIsRefused() {
        TestKafka.publish(device.revoked(2, "stolen"));
        var witness = EventBus.neighbour(device);
        TestKafka.publish(witness.revoked(2, "stolen"));

        await().atMost(TIMEOUT)
                .untilAsserted(() -> Est.assertRefused(Est.enrol(witness.token(), witness.request("CN=any"))));
        Est.assertRefused(Est.enrol(device.token(), device.request("CN=any")));
    }

    private CertificateRevoked awaitRevoked() {
        try (var bus = new EventBus()) {
            return await().atMost(TIMEOUT)
                    .until(() -> bus.of(device.id(), CertificateRevoked.class), events -> !events.isEmpty())
                    .getFirst();
        }
    }

    private static X509CRLHolder crl(String path) {
        try {
            return new X509CRLHolder(
                    RestAssured.get(path).then().statusCode(200).extract().asByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long number(X509CRLHolder crl) {
        return ASN1Integer.getInstance(crl.getExtension(Extension.cRLNumber).getParsedValue())
                .longValueExact();
    }

    private static int shard(BigInteger serial) {
        return serial.mod(BigInteger.valueOf(8)).intValueExact();
    }
}
