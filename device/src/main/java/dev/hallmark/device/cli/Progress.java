package dev.hallmark.device.cli;

import dev.hallmark.device.fleet.FleetDevice;
import dev.hallmark.device.fleet.FleetListener;
import java.util.concurrent.atomic.AtomicInteger;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A fleet's progress as a bar on standard error. */
final class Progress implements FleetListener, AutoCloseable {

    private final ProgressBar bar;
    private final AtomicInteger failed = new AtomicInteger();

    Progress(String task, int devices) {
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(devices)
                .setUpdateIntervalMillis(200)
                .build();
    }

    @Override
    public void finished(FleetDevice device, boolean success) {
        bar.step();
        if (!success) {
            bar.setExtraMessage(failed.incrementAndGet() + " failed");
        }
    }

    @Override
    public void close() {
        bar.close();
    }
}
