package dev.hallmark.benchmarks;

import dev.hallmark.demo.Campaign;
import dev.hallmark.demo.CampaignFailure;
import dev.hallmark.sandbox.console.Console;
import dev.hallmark.sandbox.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** How fast hashes are registered and come into a batch, and whether the registry's memory stays flat meanwhile. */
public final class ImportBenchmark {
    private static final String REGISTRY = "registry";
    private static final Duration MEMORY = Duration.ofSeconds(1);
    private static final Duration PROGRESS = Duration.ofMillis(100);

    private final Console console;
    private final Home home;

    public ImportBenchmark(Console console, Home home) {
        this.console = console;
        this.home = home;
    }

    /** Registers so many devices from one file and imports them from it; writes the result and returns its file. */
    public Path run(int devices) throws IOException, GeneralSecurityException, InterruptedException, CampaignFailure {
        var now = Instant.now();
        var campaign = Campaign.on(home);
        var file = Files.createTempFile("devices-", ".json");
        try {
            DeviceFile.write(file, devices);
            console.line("%d device ids in a file of %d MiB".formatted(devices, Files.size(file) >> 20));
            var batch = campaign.emptyBatch("bench-" + now.toEpochMilli());
            var registered = measure("registered", devices, campaign, id -> campaign.register(file, id));
            var imported = measure("imported", devices, campaign, id -> campaign.addTo(batch, file, id));
            var result = ImportResult.of(now, devices, registered, imported);
            return result.write(home.project().resolve("benchmarks"));
        } finally {
            Files.delete(file);
        }
    }

    /** What is measured: an upload under an import id; answers with how many devices it did. */
    private interface Upload {
        long done(UUID id) throws IOException, InterruptedException, CampaignFailure;
    }

    private Phase measure(String what, int devices, Campaign campaign, Upload upload)
            throws IOException, InterruptedException, CampaignFailure {
        var id = UUID.randomUUID();
        var before = ProcessorTime.seconds(home);
        var registry = ResidentMemory.of(home, REGISTRY);
        try (var memory = Sampler.every(MEMORY, registry::mebibytes);
                var progress = Sampler.every(PROGRESS, () -> milestone(campaign, id))) {
            var begun = System.nanoTime();
            var done = upload.done(id);
            if (done < devices) {
                throw new CampaignFailure("only %d of %d devices were %s".formatted(done, devices, what));
            }
            var taken = System.nanoTime() - begun;
            var pace = Milestone.pace(begun, progress.seen());
            var phase = Phase.of(devices, taken, pace, ProcessorTime.since(before, home), memory.seen());
            print(what, phase);
            return phase;
        }
    }

    /** None while the import is not there yet. */
    private static Optional<Milestone> milestone(Campaign campaign, UUID id) {
        try {
            var rows = campaign.received(id);
            return Optional.of(new Milestone(System.nanoTime(), rows));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void print(String what, Phase phase) {
        console.line("%-10s in %.1f s, %d/s, registry's memory %s MiB"
                .formatted(what, phase.seconds(), phase.perSecond(), phase.memory()));
        var pace = phase.millisecondsPerTenThousand();
        console.line("%-10s ten thousand take p50 %.0f ms, p90 %.0f ms, p99 %.0f ms, longest %.0f ms"
                .formatted("", pace.get("p50"), pace.get("p90"), pace.get("p99"), pace.get("max")));
    }
}
