package dev.hallmark.benchmarks;

import dev.hallmark.demo.Campaign;
import dev.hallmark.demo.CampaignFailure;
import dev.hallmark.device.fleet.Percentiles;
import dev.hallmark.sandbox.console.Console;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.system.Addresses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** How long the console's pages take when there are many devices. */
public final class ConsoleBenchmark {

    private static final int WARM_UP = 50;
    private static final int TIMES = 200;
    private static final String USER = "operator";

    private final Console console;
    private final Home home;

    public ConsoleBenchmark(Console console, Home home) {
        this.console = console;
        this.home = home;
    }

    /** Imports so many devices into one batch and asks for each page; writes the result and returns its file. */
    public Path run(int devices) throws IOException, GeneralSecurityException, InterruptedException, CampaignFailure {
        var now = Instant.now();
        var file = Files.createTempFile("devices-", ".json");
        try {
            var device = DeviceFile.write(file, devices);
            var batch = seed(file, now);
            var address = URI.create(Addresses.read(home).of("console"));
            try (var pages = ConsolePages.signedIn(address, home.users(), USER)) {
                return ConsoleResult.of(now, devices, measure(pages, batch, device))
                        .write(home.project().resolve("benchmarks"));
            }
        } finally {
            Files.delete(file);
        }
    }

    private String seed(Path file, Instant now)
            throws IOException, GeneralSecurityException, InterruptedException, CampaignFailure {
        var campaign = Campaign.on(home);
        var batch = campaign.emptyBatch("bench-" + now.toEpochMilli());
        console.line("%d devices are registered".formatted(campaign.register(file, UUID.randomUUID())));
        console.line("%d devices are in the batch".formatted(campaign.addTo(batch, file, UUID.randomUUID())));
        return batch;
    }

    private Map<String, Map<String, Double>> measure(ConsolePages pages, String batch, String device)
            throws IOException, InterruptedException, CampaignFailure {
        var figures = new LinkedHashMap<String, Map<String, Double>>();
        for (var page : pagesOf(batch, device).entrySet()) {
            var times = Figures.milliseconds(times(pages, page.getValue()));
            console.line("%-38s p50 %.0f ms, p99 %.0f ms, longest %.0f ms"
                    .formatted(page.getKey(), times.get("p50"), times.get("p99"), times.get("max")));
            figures.put(page.getKey(), times);
        }
        return figures;
    }

    private static Map<String, String> pagesOf(String batch, String device) {
        var pages = new LinkedHashMap<String, String>();
        pages.put("overview", "/");
        pages.put("devices", "/devices");
        pages.put("devices of a state", "/devices?state=registered");
        pages.put("devices of a batch", "/devices?batch=" + batch);
        pages.put("search by the beginning of an id", "/devices?q=" + device.substring(0, 12));
        pages.put("search that finds nothing", "/devices?q=no-such-serial");
        pages.put("a device", "/devices/" + device);
        pages.put("batches", "/batches");
        pages.put("a batch with its counts", "/batches/" + batch);
        pages.put("policies", "/policies");
        return pages;
    }

    private static Percentiles times(ConsolePages pages, String path)
            throws IOException, InterruptedException, CampaignFailure {
        for (int time = 0; time < WARM_UP; time++) {
            pages.time(path);
        }
        var times = new ArrayList<Duration>(TIMES);
        for (int time = 0; time < TIMES; time++) {
            times.add(pages.time(path));
        }
        return Percentiles.of(times);
    }
}
