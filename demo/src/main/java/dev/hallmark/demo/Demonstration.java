package dev.hallmark.demo;

import dev.hallmark.device.fleet.ConnectReport;
import dev.hallmark.device.fleet.Fleet;
import dev.hallmark.device.fleet.FleetReport;
import dev.hallmark.sandbox.console.Console;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The main job, stage by stage, for somebody to watch. */
final class Demonstration {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'demo-'yyyyMMdd-HHmmss");

    private final Console console;
    private final Campaign campaign;
    private final Map<String, Duration> times = new LinkedHashMap<>();

    Demonstration(Console console, Campaign campaign) {
        this.console = console;
        this.campaign = campaign;
    }

    /** Everything that can be said about a demonstration. */
    record Outcome(
            Fleet fleet,
            long registered,
            Campaign.Progress progress,
            FleetReport onboarding,
            ConnectReport connection,
            Map<String, Duration> times) {
        Outcome {
            times = Map.copyOf(times);
        }
    }

    private interface Step<T> {
        T take() throws IOException, InterruptedException, CampaignFailure;
    }

    Outcome run(int devices, int concurrency) throws IOException, InterruptedException, CampaignFailure {
        var name = NAME.format(ZonedDateTime.now(ZoneId.systemDefault()));
        console.line("Making %d devices with simulated chips: each derives its own keys, and stores none."
                .formatted(devices));
        var fleet = timed("made", () -> campaign.make(name, devices));
        console.line("Registering the hashes of their public keys, as the factory does.");
        var registered = timed("registered", () -> campaign.register(fleet));
        console.line(
                "Putting them into batch %s under the policy mosquitto-local, as an operator does.".formatted(name));
        var batch = timed("imported", () -> campaign.batch(name, fleet));
        console.line("Onboarding them through the gateway: proof of identity, certificate, connection details.");
        var onboarding = timed("onboarded", () -> onboard(fleet, devices, concurrency));
        console.line("Connecting them to Mosquitto with their certificates; an application answers each message.");
        var connection = timed("connected", () -> connect(fleet, onboarding.onboarded()));
        var progress = campaign.progress(batch, onboarding.onboarded());
        return new Outcome(fleet, registered, progress, onboarding, connection, times);
    }

    private FleetReport onboard(Fleet fleet, int devices, int concurrency) throws IOException, InterruptedException {
        try (var bar = Bar.of("onboarding", devices)) {
            return campaign.onboard(fleet, concurrency, bar);
        }
    }

    private ConnectReport connect(Fleet fleet, int devices) throws IOException, InterruptedException, CampaignFailure {
        try (var bar = Bar.of("connecting", devices)) {
            return campaign.connect(fleet, bar);
        }
    }

    private <T> T timed(String stage, Step<T> step) throws IOException, InterruptedException, CampaignFailure {
        var begin = System.nanoTime();
        var result = step.take();
        times.put(stage, Duration.ofNanos(System.nanoTime() - begin));
        return result;
    }
}
