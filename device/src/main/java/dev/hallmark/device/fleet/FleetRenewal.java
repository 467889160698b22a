package dev.hallmark.device.fleet;

import dev.hallmark.device.identity.RootOfTrustFailedException;
import dev.hallmark.device.onboarding.OnboardingFailedException;
import dev.hallmark.device.onboarding.OnboardingSettings;
import dev.hallmark.device.onboarding.Renewal;
import dev.hallmark.device.onboarding.Setback;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Renews the certificates of a fleet once. */
final class FleetRenewal {

    private final Renewal renewal;
    private final int concurrency;
    private final boolean all;
    private final FleetListener listener;
    private final AtomicInteger early = new AtomicInteger();
    private final AtomicInteger attested = new AtomicInteger();
    private final Queue<Duration> trips = new ConcurrentLinkedQueue<>();
    private final Tally failures = new Tally();
    private final Tally setbacks = new Tally();

    FleetRenewal(Fleet fleet, OnboardOptions options, boolean all, FleetListener listener) {
        var settings = OnboardingSettings.of(fleet.gateway())
                .withEvidence(options.evidence())
                .withDeadline(options.deadline());
        this.renewal = new Renewal(settings, fleet.settings().tenant());
        this.concurrency = options.concurrency();
        this.all = all;
        this.listener = listener;
    }

    RenewalReport run(List<FleetDevice> devices) throws InterruptedException {
        var begin = System.nanoTime();
        Parallel.forEach(devices, concurrency, device -> listener.finished(device, renew(device)));
        return new RenewalReport(
                devices.size(),
                early.get(),
                trips.size() - attested.get(),
                attested.get(),
                since(begin),
                failures.counts(),
                setbacks.counts(),
                Percentiles.of(trips));
    }

    private boolean renew(FleetDevice device) {
        try {
            if (all || isTime(device)) {
                renewNow(device);
            } else {
                early.incrementAndGet();
            }
            return true;
        } catch (OnboardingFailedException e) {
            failures.count(e.getMessage());
        } catch (RootOfTrustFailedException e) {
            failures.count(e.getMessage());
        } catch (IOException e) {
            failures.count("files: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.count("interrupted");
        }
        return false;
    }

    private void renewNow(FleetDevice device) throws IOException, OnboardingFailedException, InterruptedException {
        var begin = System.nanoTime();
        var renewed = renewal.renew(device.rootOfTrust(), device.certificate(), setback -> report(device, setback));
        trips.add(since(begin));
        attested.addAndGet(renewed.attested() ? 1 : 0);
        device.remember(renewed.arrival());
    }

    private static boolean isTime(FleetDevice device) throws IOException {
        var renewAfter = device.connection().renewAfter();
        return renewAfter == null || !Instant.now().isBefore(Instant.parse(renewAfter));
    }

    private void report(FleetDevice device, Setback setback) {
        setbacks.count(setback.toString());
        listener.setback(device, setback);
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
