package dev.hallmark.device.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.device.gateway.Json;
import dev.hallmark.device.identity.IdentityAlgorithm;
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
                .isEqualTo(ids.get(0).hex() + ",qdid,SIM-000001,hallmark-simulator");
        var registrations = Json.read(Files.readString(directory.resolve("registrations.json")));
        assertThat(registrations.path("devices").path(1).path("serial").asText())
                .isEqualTo("SIM-000002");
    }

    @Test
    void chipsAndSoftwareKeysMayBeInOneFleet() throws Exception {
        var made = make(1, RootOfTrustKind.SOFTWARE);

        var both = make(1, RootOfTrustKind.QDID);

        assertThat(both.ids()).startsWith(made.ids().getFirst()).hasSize(2);
        assertThat(Files.readString(directory.resolve("registrations.csv")))
                .contains("software,SIM-000001", "qdid,SIM-000002");
        assertThat(both.onboard(options(), FleetListener.SILENT).onboarded()).isEqualTo(2);
    }

    @Test
    void nobodyElseReadsTheKeys() throws Exception {
        var device = make(1, RootOfTrustKind.SOFTWARE).devices().getFirst();

        assertOwnerOnly(device, "identity.pem");
    }

    @Test
    void aDeviceWithAChipHasNoKeyInItsMemory() throws Exception {
        var device = make(1).devices().getFirst();

        assertOwnerOnly(device, "silicon.json");
        try (var files = Files.list(device.directory())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("silicon.json", "helper.json");
        }
    }

    private static void assertOwnerOnly(FleetDevice device, String file) throws Exception {
        assertThat(Files.getPosixFilePermissions(device.directory()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(device.directory().resolve(file)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aChipThatCannotReconstructItsSeedDoesNotStart() throws Exception {
        var fleet = make(2);
        var silicon = fleet.devices().getFirst().directory().resolve("silicon.json");
        Files.writeString(silicon, Files.readString(silicon).replace("0.04", "0.3"));

        var report = fleet.onboard(options(), FleetListener.SILENT);

        assertThat(report.onboarded()).isEqualTo(1);
        assertThat(report.failures())
                .containsOnly(Map.entry(
                        "the chip cannot reconstruct its seed: too much noise, or helper data that is not its own",
                        1L));
    }

    @Test
    void aDamagedChipIsNamedAndStopsNoOtherDevice() throws Exception {
        var fleet = make(2);
        var helper = fleet.devices().getFirst().directory().resolve("helper.json");
        Files.writeString(helper, "{");

        var report = fleet.onboard(options(), FleetListener.SILENT);

        assertThat(report.onboarded()).isEqualTo(1);
        assertThat(report.failures().keySet())
                .singleElement()
                .asString()
                .startsWith("files: " + helper + " is damaged");
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
        return Fleet.create(directory, settings(), count);
    }

    private Fleet make(int count, RootOfTrustKind kind) throws Exception {
        return Fleet.create(directory, settings(), count, kind, IdentityAlgorithm.ES256);
    }

    private FleetSettings settings() throws Exception {
        return new FleetSettings(URI.create(gateway.url()), "default", TestAuthority.pem(authority.certificate()));
    }
}
