package dev.hallmark.sandbox.bench;

import dev.hallmark.device.fleet.Fleet;
import dev.hallmark.device.fleet.FleetReport;
import dev.hallmark.sandbox.campaign.Campaign;
import dev.hallmark.sandbox.campaign.CampaignFailure;
import dev.hallmark.sandbox.component.Memory;
import dev.hallmark.sandbox.console.Bar;
import dev.hallmark.sandbox.console.Console;
import dev.hallmark.sandbox.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;

/** How many devices a second make the whole journey, and how long one of them takes. */
public final class OnboardBenchmark {
    private final Console console;
    private final Home home;
    private final int concurrency;

    public OnboardBenchmark(Console console, Home home, int concurrency) {
        this.console = console;
        this.home = home;
        this.concurrency = concurrency;
    }

    /** Onboards some devices that do not count, then those that do; writes the result and returns its file. */
    public Path run(int devices, int warmUp)
            throws IOException, GeneralSecurityException, InterruptedException, CampaignFailure {
        var now = Instant.now();
        var campaign = Campaign.on(home);
        var warm = warmUp == 0 ? null : prepare(campaign, "warm-up-" + now.toEpochMilli(), warmUp);
        var fleet = prepare(campaign, "bench-" + now.toEpochMilli(), devices);
        if (warm != null) {
            print("warm-up", measure(campaign, warm, "warming up"));
        }
        var report = measure(campaign, fleet, "measuring");
        print("measured", report);
        var result = OnboardResult.of(now, report, warmUp, concurrency, Memory.mebibytes(home));
        return result.write(home.project().resolve("benchmarks"));
    }

    private Fleet prepare(Campaign campaign, String name, int devices)
            throws IOException, InterruptedException, CampaignFailure {
        var fleet = campaign.make(name, devices);
        var registered = campaign.register(fleet);
        console.line("%d devices registered, in batch %s".formatted(registered, campaign.batch(name, fleet)));
        return fleet;
    }

    private FleetReport measure(Campaign campaign, Fleet fleet, String task) throws IOException, InterruptedException {
        try (var bar = Bar.of(task, fleet.devices().size())) {
            return campaign.onboard(fleet, concurrency, bar);
        }
    }

    private void print(String what, FleetReport report) {
        var total = report.total();
        console.line("%-9s %d of %d onboarded, %.1f/s, p50 %d ms, p90 %d ms, p99 %d ms, longest %d ms"
                .formatted(
                        what,
                        report.onboarded(),
                        report.devices(),
                        report.rate(),
                        total.p50().toMillis(),
                        total.p90().toMillis(),
                        total.p99().toMillis(),
                        total.max().toMillis()));
        report.failures()
                .forEach((reason, count) -> console.line(console.bad("  %d failed: %s".formatted(count, reason))));
        report.setbacks().forEach((reason, count) -> console.line("  %d setbacks: %s".formatted(count, reason)));
    }
}
