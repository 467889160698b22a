package dev.hallmark.device.fleet;

import dev.hallmark.device.gateway.Gateway;
import dev.hallmark.device.onboarding.Onboarding;
import dev.hallmark.device.onboarding.OnboardingFailedException;
import dev.hallmark.device.onboarding.OnboardingSettings;
import dev.hallmark.device.onboarding.Setback;
import dev.hallmark.device.onboarding.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Onboards a fleet once. */
final class FleetOnboarding {

    private record Trip(Duration total, Map<Stage, Duration> stages) {}

    private final Onboarding onboarding;
    private final FleetListener listener;
    private final Queue<Trip> trips = new ConcurrentLinkedQueue<>();
    private final Tally failures = new Tally();
    private final Tally setbacks = new Tally();

    FleetOnboarding(Gateway gateway, OnboardOptions options, FleetListener listener) {
        this.onboarding = new Onboarding(
                OnboardingSettings.of(gateway).withEvidence(options.evidence()).withDeadline(options.deadline()));
        this.listener = listener;
    }

    FleetReport run(List<FleetDevice> devices, int concurrency) throws InterruptedException {
        var begin = System.nanoTime();
        Parallel.forEach(devices, concurrency, device -> listener.finished(device, onboard(device)));
        return report(devices.size(), Duration.ofNanos(System.nanoTime() - begin));
    }

    private boolean onboard(FleetDevice device) {
        try {
            var rootOfTrust = device.rootOfTrust();
            var begin = System.nanoTime();
            var arrival = onboarding.onboard(rootOfTrust, setback -> report(device, setback));
            trips.add(new Trip(Duration.ofNanos(System.nanoTime() - begin), arrival.times()));
            device.remember(arrival);
            return true;
        } catch (OnboardingFailedException e) {
            failures.count(e.getMessage());
        } catch (IOException e) {
            failures.count("files: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.count("interrupted");
        }
        return false;
    }

    private void report(FleetDevice device, Setback setback) {
        setbacks.count(setback.toString());
        listener.setback(device, setback);
    }

    private FleetReport report(int devices, Duration elapsed) {
        var stages = new EnumMap<Stage, Percentiles>(Stage.class);
        for (var stage : Stage.values()) {
            stages.put(stage, Percentiles.of(times(stage)));
        }
        var total = Percentiles.of(trips.stream().map(Trip::total).toList());
        return new FleetReport(devices, trips.size(), elapsed, failures.counts(), setbacks.counts(), stages, total);
    }

    private List<Duration> times(Stage stage) {
        return trips.stream()
                .map(trip -> trip.stages().get(stage))
                .filter(Objects::nonNull)
                .toList();
    }
}
