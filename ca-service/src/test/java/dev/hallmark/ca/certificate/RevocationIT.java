package dev.hallmark.ca.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.EventBus;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.ca.testing.TestDevice;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.Events;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.events.registry.DeviceRevoked;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.events.registry.Standing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
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

    @Inject
    Events events;

    private final TestDevice device = TestDevice.unmet();

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @Test
    void aRevokedDevicesCertificateIsOnTheCrlThatTheEventNames() {
        var certificate = Est.certificate(Est.enrol(device.token(), device.request("CN=any")));
        var before = number(crl(FULL));

        EventBus.send(revoked("stolen"));

        var told = awaitRevoked();
        assertThat(told.serial().value()).isEqualTo(certificate.getSerialNumber());
        assertThat(told.commonName()).isEqualTo(device.id().commonName());
        assertThat(told.reason()).isEqualTo("cessationOfOperation");
        assertThat(told.crlNumber()).isGreaterThan(before);
        assertThat(number(crl(FULL))).isGreaterThanOrEqualTo(told.crlNumber());
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

        EventBus.send(revoked("keyCompromise"));

        assertThat(awaitRevoked().reason()).isEqualTo("keyCompromise");
    }

    @Test
    void aRevokedDeviceGetsNothingMoreWhateverItsToken() {
        var token = device.token();
        assertThat(Est.enrol(token, device.request("CN=any")).statusCode()).isEqualTo(200);
        EventBus.send(revoked("stolen"));
        assertThat(awaitRevoked()).isNotNull();

        for (var again : new String[] {token, device.token(), device.token(Map.of("device_version", 99))}) {
            Est.assertRefused(Est.enrol(again, device.request("CN=any")));
        }
    }

    @Test
    void aDeviceRevokedBeforeItEverCameIsRefused() {
        EventBus.send(revoked("stolen"));
        var witness = EventBus.neighbour(device);
        EventBus.send(revoked(witness, "stolen"));

        await().atMost(TIMEOUT)
                .untilAsserted(() -> Est.assertRefused(Est.enrol(witness.token(), witness.request("CN=any"))));
        Est.assertRefused(Est.enrol(device.token(), device.request("CN=any")));
    }

    private CertificateRevoked awaitRevoked() {
        try (var bus = new EventBus()) {
            return await().atMost(TIMEOUT)
                    .until(() -> bus.of(device.id(), CertificateRevoked.class), told -> !told.isEmpty())
                    .getFirst();
        }
    }

    private Event revoked(String reason) {
        return revoked(device, reason);
    }

    private Event revoked(TestDevice which, String reason) {
        var snapshot = new DeviceSnapshot(which.id(), "b-1", "p-1", null, null, null, null, Standing.REVOKED, 1, 2);
        return events.of(TenantId.of("default"), "an operator", new DeviceRevoked(snapshot, reason));
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
