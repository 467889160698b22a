package dev.hallmark.device.cli;

import dev.hallmark.device.fleet.FleetDevice;
import dev.hallmark.device.fleet.FleetListener;
import dev.hallmark.device.onboarding.Setback;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A fleet's progress: a bar where the output is a terminal, and a hint when its devices are refused again and again. */
final class Progress implements FleetListener, AutoCloseable {

    /** A device that was registered a moment ago is refused once or twice, until attestation-service knows it. */
    private static final int REFUSALS_BEFORE_HINT = 4;

    private static final String HINT =
            """
            The gateway answers 404: a device that is not registered, is in no batch, or is suspended, revoked or \
            retired gets this one answer.
            Check that registrations.csv of the fleet is registered and devices.json is in a batch (docs/by-hand.md, \
            steps 3 and 4); the devices retry until then.""";

    private final PrintWriter err;
    private final Optional<ProgressBar> bar;
    private final AtomicInteger failed = new AtomicInteger();
    private final Map<FleetDevice, Integer> refusals = new ConcurrentHashMap<>();
    private final AtomicBoolean hinted = new AtomicBoolean();

    Progress(String task, int devices, PrintWriter err) {
        this.err = err;
        this.bar = isTerminal() ? Optional.of(bar(task, devices)) : Optional.empty();
    }

    private static ProgressBar bar(String task, int devices) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(devices)
                .setUpdateIntervalMillis(200)
                .build();
    }

    /** Without one there is no console; some runtimes give one that is no terminal. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public void setback(FleetDevice device, Setback setback) {
        if (setback.isUnknownDevice()
                && refusals.merge(device, 1, Integer::sum) == REFUSALS_BEFORE_HINT
                && hinted.compareAndSet(false, true)) {
            err.println(bar.isPresent() ? "\n" + HINT : HINT);
            err.flush();
        }
    }

    @Override
    public void finished(FleetDevice device, boolean success) {
        bar.ifPresent(ProgressBar::step);
        if (!success) {
            int failures = failed.incrementAndGet();
            bar.ifPresent(shown -> shown.setExtraMessage(failures + " failed"));
        }
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
