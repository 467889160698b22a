package dev.hallmark.device.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.device.gateway.Json;
import dev.hallmark.device.onboarding.Stage;
import dev.hallmark.device.peer.FakeGateway;
import dev.hallmark.device.peer.Fault;
import dev.hallmark.device.peer.TestAuthority;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {

    @TempDir
    private Path directory;

    private TestAuthority authority;
    private FakeGateway gateway;

    @BeforeEach
    void start() throws Exception {
        authority = new TestAuthority("server");
        gateway = new FakeGateway(authority);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void aFleetIsReadBackAsItWasMade() throws Exception {
        var made = make(3);

        var loaded = Fleet.load(directory.resolve("fleet.json"));

        assertThat(loaded.ids())
                .hasSize(3)
                .isEqualTo(made.ids())
                .isEqualTo(Fleet.load(directory).ids());
        assertThat(loaded.settings()).isEqualTo(made.settings());
        assertThat(loaded.devices().getFirst().rootOfTrust().unlock().deviceId())
                .isEqualTo(made.ids().getFirst());
    }

    @Test
    void makingMoreKeepsThoseThatAreThere() throws Exception {
        var first = make(2).ids();

        assertThat(make(1).ids()).hasSize(3).containsAll(first);
    }

    @Test
    void theFilesForTheFactoryAndTheOperatorNameEachDevice() throws Exception {
        var ids = make(2).ids();

        var devices = Json.read(Files.readString(directory.resolve("devices.json")));
        assertThat(devices.path("devices").path(1).asText())
                .isEqualTo(ids.get(1).hex());
        assertThat(Files.readAllLines(directory.resolve("devices.csv")))
                .isEqualTo(List.of("deviceId", ids.get(0).hex(), ids.get(1).hex()));
        assertThat(Files.readAllLines(directory.resolve("registrations.csv")).get(1))
                .isEqualTo(ids.get(0).hex() + ",software,SIM-000001,hallmark-simulator");
        var registrations = Json.read(Files.readString(directory.resolve("registrations.json")));
        assertThat(registrations.path("devices").path(1).path("serial").asText())
                .isEqualTo("SIM-000002");
    }

    @Test
    void nobodyElseReadsTheKeys() throws Exception {
        var device = make(1).devices().getFirst();

        assertThat(Files.getPosixFilePermissions(device.directory()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(device.directory().resolve("identity.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aFleetOnboardsAndRemembersIt() throws Exception {
        var fleet = make(20);
        gateway.fail("/simpleenroll", Fault.CRASH_BEFORE, Fault.CRASH_AFTER);

        var report = fleet.onboard(options(), FleetListener.SILENT);

        assertThat(report.onboarded()).isEqualTo(20);
        assertThat(report.failures()).isEmpty();
        assertThat(report.setbacks()).containsEntry("certificate: connection lost", 2L);
        assertThat(report.stages()).containsOnlyKeys(Stage.values());
        assertThat(report.total().p99()).isGreaterThanOrEqualTo(report.total().p50());
        assertThat(report.rate()).isPositive();
        assertThat(fleet.devices()).allMatch(FleetDevice::onboarded).allSatisfy(device -> assertThat(
                        device.certificate().leaf().getSubjectX500Principal().getName())
                .isEqualTo("CN=" + device.name()));
    }

    @Test
    void failuresAreCountedByTheirReason() throws Exception {
        var fleet = make(2);
        gateway.fail("/challenges", Fault.NOT_FOUND, Fault.NOT_FOUND);

        var report = fleet.onboard(options().withDeadline(Duration.ofMillis(1)), FleetListener.SILENT);

        assertThat(report.failures()).containsOnly(Map.entry("challenge: 404", 2L));
        assertThat(report.onboarded()).isZero();
    }

    private static OnboardOptions options() {
        return OnboardOptions.defaults().withConcurrency(8).withDeadline(Duration.ofSeconds(30));
    }

    private Fleet make(int count) throws Exception {
        var pem = TestAuthority.pem(authority.certificate());
        return Fleet.create(directory, new FleetSettings(URI.create(gateway.url()), "default", pem), count);
    }
}
