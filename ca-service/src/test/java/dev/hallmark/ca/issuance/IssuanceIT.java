package dev.hallmark.ca.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.ca.testing.CertificateRows;
import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.EventBus;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.certificate.CertificateIssued;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.testkit.TestDevice;
import dev.hallmark.testkit.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class IssuanceIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Inject
    CertificateRows rows;

    private final TestDevice device = TestDevice.unmet();

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @Test
    void theSameRequestAgainGetsTheSameCertificate() {
        var token = device.token();
        var first = Est.certificate(Est.enrol(token, device.request("CN=any")));

        var again = Est.certificate(Est.enrol(token, device.request("CN=any")));

        assertThat(Est.der(again)).isEqualTo(Est.der(first));
    }

    @Test
    void aNewTokenForTheSameKeyGetsTheSameCertificate() {
        var first = Est.certificate(Est.enrol(device.token(), device.request("CN=any")));

        var again = Est.certificate(Est.enrol(device.token(), device.request("CN=other")));

        assertThat(Est.der(again)).isEqualTo(Est.der(first));
        assertThat(rows.count(device, "active")).isEqualTo(1);
    }

    @Test
    void aNewGenerationGetsANewCertificateAndTheFormerOneNoneAnyMore() {
        var former = device.token();
        var first = Est.certificate(Est.enrol(device.token(), device.request("CN=any")));
        TestKafka.publish(device.reEnrolled(2, 2));
        await().atMost(TIMEOUT)
                .until(() -> Est.enrol(former, device.request("CN=any")).statusCode() == 403);

        var token = device.token(Map.of("generation", 2, "device_version", 2));
        var second = Est.certificate(Est.enrol(token, device.request("CN=any")));

        assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
        assertThat(rows.countOpen(device)).isEqualTo(1);
        assertThat(rows.count(device, "active")).isEqualTo(2);
    }

    @Test
    void aNewKeyGetsANewCertificateAndTheOldOneIsSuperseded() {
        var brief = Map.<String, Object>of("profile", "brief");
        var old = Est.certificate(Est.enrol(device.token(brief), device.request("CN=any")));
        var renewed = device.withNewKey();

        var certificate = Est.certificate(Est.enrol(renewed.token(brief), renewed.request("CN=any")));

        try (var bus = new EventBus()) {
            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(bus.of(device.id(), CertificateRevoked.class))
                    .singleElement()
                    .satisfies(revoked -> {
                        assertThat(revoked.serial().value()).isEqualTo(old.getSerialNumber());
                        assertThat(revoked.reason()).isEqualTo("superseded");
                    }));
            assertThat(bus.of(device.id(), CertificateIssued.class))
                    .extracting(CertificateIssued::replaces)
                    .containsExactly(null, old.getSerialNumber().toString(16));
        }
        assertThat(certificate.getSerialNumber()).isNotEqualTo(old.getSerialNumber());
        assertThat(rows.count(device, "active")).isEqualTo(1);
    }
}
