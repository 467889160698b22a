package dev.hallmark.ca.est;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.ca.testing.TestDevice;
import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class EstResourceIT {

    @BeforeEach
    void authoritiesAreReady() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> RestAssured.get("/pki/v1/issuers").statusCode() == 200);
    }

    @Test
    void anAttestedDeviceIsGivenACertificateOfItsName() {
        var device = TestDevice.unmet();

        var answer = Est.enrol(device.token(), device.request("CN=whatever it likes"));

        assertThat(answer.contentType()).isEqualTo("application/pkcs7-mime; smime-type=certs-only");
        var certificate = Est.certificate(answer);
        assertThat(certificate.getSubject().toString())
                .isEqualTo("O=default,SERIALNUMBER=SN-0001,CN=" + device.id().commonName());
    }
}
