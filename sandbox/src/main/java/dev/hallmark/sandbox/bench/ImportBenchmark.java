package dev.hallmark.sandbox.bench;

import dev.hallmark.sandbox.campaign.Campaign;
import dev.hallmark.sandbox.campaign.CampaignFailure;
import dev.hallmark.sandbox.console.Console;
import dev.hallmark.sandbox.home.Home;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/** How fast hashes are registered and come into a batch, and whether the registry's memory stays flat meanwhile. */
public final class ImportBenchmark {
    private static final String REGISTRY = "registry";
    private static final int ID_OCTETS = 32;

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
            write(file, devices);
            console.line("%d device ids in a file of %d MiB".formatted(devices, Files.size(file) >> 20));
            var batch = campaign.emptyBatch("bench-" + now.toEpochMilli());
            var registered = measure("registered", devices, () -> campaign.register(file));
            var imported = measure("imported", devices, () -> campaign.addTo(batch, file));
            var result = ImportResult.of(now, devices, registered, imported);
            return result.write(home.project().resolve("benchmarks"));
        } finally {
            Files.delete(file);
        }
    }

    /** What is measured; answers with how many devices it did. */
    private interface Work {
        long done() throws IOException, InterruptedException, CampaignFailure;
    }

    private Phase measure(String what, int devices, Work work)
            throws IOException, InterruptedException, CampaignFailure {
        var before = ProcessorTime.seconds(home);
        try (var memory = MemoryTrace.of(home, REGISTRY)) {
            var begun = System.nanoTime();
            var done = work.done();
            if (done < devices) {
                throw new CampaignFailure("only %d of %d devices were %s".formatted(done, devices, what));
            }
            var phase =
                    Phase.of(devices, System.nanoTime() - begun, ProcessorTime.since(before, home), memory.mebibytes());
            console.line("%-10s in %.1f s, %d/s, registry's memory %s MiB"
                    .formatted(what, phase.seconds(), phase.perSecond(), phase.memory()));
            return phase;
        }
    }

    private static void write(Path file, int devices) throws IOException {
        var random = new SecureRandom();
        var id = new byte[ID_OCTETS];
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("{\"devices\":[");
            for (int i = 0; i < devices; i++) {
                random.nextBytes(id);
                writer.write((i == 0 ? "\n\"" : ",\n\"") + HexFormat.of().formatHex(id) + '"');
            }
            writer.write("\n]}\n");
        }
    }
}
