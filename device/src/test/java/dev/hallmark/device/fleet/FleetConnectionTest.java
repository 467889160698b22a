package dev.hallmark.device.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.device.connection.ConnectionDetails;
import dev.hallmark.device.identity.ClientCertificate;
import dev.hallmark.device.identity.SigningKey;
import dev.hallmark.device.mqtt.Application;
import dev.hallmark.device.peer.FakeGateway;
import dev.hallmark.device.peer.Mosquitto;
import dev.hallmark.device.peer.TestAuthority;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetConnectionTest {

    @Test
    void everyDevicesMessagesGoToTheApplicationAndBack(@TempDir Path home, @TempDir Path fleetHome) throws Exception {
        // Given
        var authority = new TestAuthority("server");
        try (var gateway = new FakeGateway(authority)) {
            var issuing = gateway.services().issuing();
            try (var broker = new Mosquitto(home, authority, issuing.certificate())) {
                gateway.services().broker(broker.port(), authority.certificate());
                var settings = new FleetSettings(
                        URI.create(gateway.url()), "default", TestAuthority.pem(authority.certificate()));
                var fleet = Fleet.create(fleetHome, settings, 10);
                var onboarded = fleet.onboard(OnboardOptions.defaults(), FleetListener.SILENT);

                // When
                var report = connect(fleet, issuing);

                // Then
                assertThat(onboarded.onboarded()).isEqualTo(10);
                assertThat(report.failures()).isEmpty();
                assertThat(report.connected()).isEqualTo(10);
                assertThat(report.published()).isEqualTo(30);
                assertThat(report.received()).isEqualTo(30);
                assertThat(report.reasons())
                        .isEqualTo(Map.of("publish 0x00 SUCCESS", 30L, "subscribe 0x01 GRANTED_QOS_1", 10L));
            }
        }
    }

    private static ConnectReport connect(Fleet fleet, TestAuthority issuing) throws Exception {
        var key = SigningKey.generate();
        var certificate = new ClientCertificate(key, List.of(issuing.issueClient("application", key.publicKey())));
        try (var application = Application.start(application(fleet), certificate)) {
            var options = ConnectOptions.defaults().withMessages(3).withApplication(application);
            return fleet.connect(options, FleetListener.SILENT);
        }
    }

    private static ConnectionDetails application(Fleet fleet) throws Exception {
        var device = fleet.devices().getFirst().connection();
        return new ConnectionDetails(
                device.target(),
                device.protocol(),
                device.host(),
                device.port(),
                "application",
                null,
                device.caCertificates(),
                List.of(),
                List.of(),
                null,
                null);
    }
}
