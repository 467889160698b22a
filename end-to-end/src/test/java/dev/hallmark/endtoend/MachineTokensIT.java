package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.ServiceAddresses;
import dev.hallmark.client.http.ApiException;
import dev.hallmark.client.imports.Upload;
import dev.hallmark.client.token.NewMachineToken;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A programming line without an identity provider. */
class MachineTokensIT {

    private final Sandbox sandbox = Sandbox.running();

    @Test
    void aLineRegistersDevicesWithItsTokenUntilThatIsRevoked() throws Exception {
        // Given
        var addresses = new ServiceAddresses(
                sandbox.address("registry"),
                sandbox.address("policy"),
                sandbox.address("ca"),
                sandbox.address("audit"));
        var admin = HallmarkClient.of(addresses, () -> sandbox.token("admin"));
        var made = admin.machineTokens()
                .make(new NewMachineToken(
                        "line 3", List.of("registrations:add"), Instant.now().plus(Duration.ofDays(1))));
        var line = admin.as(made::token);

        // When
        var report = line.registrations().add(Upload.of(Fleet.ids(Fleet.make(3))));

        // Then
        assertThat(report.accepted()).isEqualTo(3);
        assertThatThrownBy(() -> line.policies().list().first(1))
                .isInstanceOfSatisfying(ApiException.class, refused -> assertThat(refused.getMessage())
                        .contains("policies:read"));
        await().atMost(Duration.ofSeconds(10)).until(() -> admin.machineTokens()
                .get(made.details().id())
                .lastUsedAt()
                .isPresent());

        // When
        admin.machineTokens().revoke(made.details().id(), "the line was sold");

        // Then
        await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> assertThatThrownBy(
                        () -> line.registrations().add(Upload.of(Fleet.ids(Fleet.make(1)))))
                .isInstanceOfSatisfying(ApiException.class, refused -> assertThat(refused.status())
                        .isEqualTo(401)));
    }
}
