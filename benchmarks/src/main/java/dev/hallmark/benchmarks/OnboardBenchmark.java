package dev.hallmark.benchmarks;

import dev.hallmark.demo.Bar;
import dev.hallmark.demo.Campaign;
import dev.hallmark.demo.CampaignFailure;
import dev.hallmark.device.fleet.Fleet;
import dev.hallmark.sandbox.component.Memory;
import dev.hallmark.sandbox.console.Console;
import dev.hallmark.sandbox.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;

/** How many devices a second make the whole journey, how long one of them takes, and what it costs. */
public final class OnboardBenchmark {
    private final Console console;
    private final Home home;
    private final int concurrency;
    private final boolean profiled;

    /** @param profiled whether a flame graph is wanted too; a hundred samples a second cost next to nothing */
    public OnboardBenchmark(Console console, Home home, int concurrency, boolean profiled) {
        this.console = console;
        this.home = home;
        this.concurrency = concurrency;
        this.profiled = profiled;
    }

    /** Onboards some devices that do not count, then those that do; writes the result and returns its file. */
    public Path run(int devices, int warmUp)
            throws IOException, GeneralSecurityException, InterruptedException, CampaignFailure {
        var now = Instant.now();
        var campaign = Campaign.on(home);
        var warmUpFleet = prepare(campaign, "warm-up-" + now.toEpochMilli(), warmUp);
        var fleet = prepare(campaign, "bench-" + now.toEpochMilli(), devices);
        var cold = measure(campaign, warmUpFleet, "warming up");
        print("cold", cold);
        var warm = profiled ? profile(campaign, fleet, now) : measure(campaign, fleet, "measuring");
        print("warm", warm);
        var memory = Memory.mebibytes(home);
        var bareCost =
                BareCost.of(OpenSslSpeed.perSecond(), warm.processorTime().milliseconds());
        print(warm.processorTime(), bareCost);
        var result = OnboardResult.of(now, command(devices, warmUp), concurrency, cold, warm, bareCost, memory);
        return result.write(benchmarks());
    }

    private String command(int devices, int warmUp) {
        return "./hallmark bench onboard --devices %d --warmup %d --concurrency %d%s"
                .formatted(devices, warmUp, concurrency, profiled ? " --flame-graph" : "");
    }

    private Path benchmarks() {
        return home.project().resolve("benchmarks");
    }

    private Fleet prepare(Campaign campaign, String name, int devices)
            throws IOException, InterruptedException, CampaignFailure {
        var fleet = campaign.make(name, devices);
        var registered = campaign.register(fleet);
        console.line("%d devices registered, in batch %s".formatted(registered, campaign.batch(name, fleet)));
        return fleet;
    }

    private Journeys measure(Campaign campaign, Fleet fleet, String task) throws IOException, InterruptedException {
        var before = ProcessorTime.seconds(home);
        try (var bar = Bar.of(task, fleet.devices().size())) {
            var report = campaign.onboard(fleet, concurrency, bar);
            return Journeys.of(report, ProcessorTime.since(before, home));
        }
    }

    private Journeys profile(Campaign campaign, Fleet fleet, Instant now) throws IOException, InterruptedException {
        try (var profiler = Profiler.start(home)) {
            var journeys = measure(campaign, fleet, "measuring");
            var file = benchmarks().resolve("onboard-" + Figures.stamp(now.toString()) + ".html");
            profiler.draw(file);
            console.line("flame graph in " + home.project().relativize(file));
            return journeys;
        }
    }

    private void print(String what, Journeys journeys) {
        var total = journeys.milliseconds().get("total");
        console.line("%-5s %d of %d onboarded, %.1f/s, p50 %.0f ms, p90 %.0f ms, p99 %.0f ms, longest %.0f ms"
                .formatted(
                        what,
                        journeys.onboarded(),
                        journeys.devices(),
                        journeys.perSecond(),
                        total.get("p50"),
                        total.get("p90"),
                        total.get("p99"),
                        total.get("max")));
        journeys.failures()
                .forEach((reason, count) -> console.line(console.bad("  %d failed: %s".formatted(count, reason))));
        journeys.setbacks().forEach((reason, count) -> console.line("  %d setbacks: %s".formatted(count, reason)));
    }

    private void print(DeviceCost cost, BareCost bare) {
        console.line(
                "each device takes %.2f ms of processor time: %s".formatted(cost.milliseconds(), cost.byProcess()));
        console.line("its cryptography takes openssl %.2f ms, so that is %.1f times the bare cost (goal: %.0f)"
                .formatted(bare.milliseconds(), bare.ratio(), bare.goal()));
    }
}
