package dev.hallmark.console.simulation;

import dev.hallmark.device.fleet.Fleet;
import dev.hallmark.device.fleet.FleetListener;
import dev.hallmark.device.fleet.FleetSettings;
import dev.hallmark.device.fleet.OnboardOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Devices with simulated chips, for those who have no hardware at hand. Each fleet belongs to the dry run of the file that
 * registers it, and onboards through the gateway as any device does once that file is imported.
 */
@ApplicationScoped
@Named("simulation")
public class SimulatedFleets {

    private static final Logger LOG = Logger.getLogger(SimulatedFleets.class);

    /** As long as the registry keeps the file. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final OnboardOptions ONBOARD = OnboardOptions.defaults().withConcurrency(4);

    private final SimulatorSettings settings;
    private final Clock clock;

    SimulatedFleets(SimulatorSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether this console has a gateway for them. */
    public boolean isOffered() {
        return settings.gateway().isPresent()
                && settings.serverCa().isPresent()
                && settings.directory().isPresent();
    }

    /** Makes a fleet; the file that registers its devices. */
    Path make(UUID dryRun, String tenant, int devices) throws IOException {
        forgetOld();
        var firmware = new FleetSettings(
                settings.gateway().orElseThrow(),
                tenant,
                Files.readString(settings.serverCa().orElseThrow()));
        return Fleet.create(directory(dryRun), firmware, devices).directory().resolve("registrations.csv");
    }

    /** Onboards the fleet of a dry run, if it has one. Blocks until each device has onboarded or given up. */
    public void onboard(UUID dryRun) {
        if (!isOffered() || !Files.exists(directory(dryRun))) {
            return;
        }
        try {
            var report = Fleet.load(directory(dryRun)).onboard(ONBOARD, FleetListener.SILENT);
            LOG.infof(
                    "simulated devices onboarded dryRun=%s devices=%d onboarded=%d failures=%s",
                    dryRun, report.devices(), report.onboarded(), report.failures());
        } catch (IOException e) {
            LOG.warnf("simulated devices cannot be read dryRun=%s: %s", dryRun, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path directory(UUID dryRun) {
        return settings.directory().orElseThrow().resolve(dryRun.toString());
    }

    private void forgetOld() throws IOException {
        var all = settings.directory().orElseThrow();
        if (!Files.exists(all)) {
            return;
        }
        var limit = clock.instant().minus(KEPT);
        for (var fleet : entries(all)) {
            if (Files.getLastModifiedTime(fleet).toInstant().isBefore(limit)) {
                delete(fleet);
            }
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.toList();
        }
    }

    private static void delete(Path fleet) throws IOException {
        try (var files = Files.walk(fleet)) {
            files.sorted(Comparator.reverseOrder()).forEach(SimulatedFleets::deleteFile);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void deleteFile(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
