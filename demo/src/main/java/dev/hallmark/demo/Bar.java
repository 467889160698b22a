package dev.hallmark.demo;

import dev.hallmark.device.fleet.FleetDevice;
import dev.hallmark.device.fleet.FleetListener;
import dev.hallmark.sandbox.console.Console;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on a terminal, and nothing elsewhere. */
public final class Bar implements FleetListener, AutoCloseable {
    private static final int WIDTH = 79;
    private static final int REFRESH_MILLIS = 100;

    private final ProgressBar bar;

    private Bar(ProgressBar bar) {
        this.bar = bar;
    }

    public static Bar of(String task, int steps) {
        if (!Console.isTerminal()) {
            return new Bar(null);
        }
        return new Bar(new ProgressBarBuilder()
                .setTaskName("  " + task)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setMaxRenderedLength(WIDTH)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .build());
    }

    @Override
    public void finished(FleetDevice device, boolean success) {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
