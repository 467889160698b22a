package dev.hallmark.sandbox.command;

import dev.hallmark.sandbox.component.Component;
import dev.hallmark.sandbox.component.ComponentFailure;
import dev.hallmark.sandbox.console.Console;
import dev.hallmark.sandbox.system.Sandbox;
import java.time.Duration;
import java.time.Instant;

/** Prints one line per component as it becomes ready, and what goes wrong. */
final class Progress implements Sandbox.Observer {
    private final Console console;
    private final Instant begin = Instant.now();

    Progress(Console console) {
        this.console = console;
    }

    @Override
    public void ready(Component component) {
        var line = "  %s  %-14s %-32s".formatted(console.good("ready"), component.name(), component.address());
        console.line(line + console.faint("%5.1f s".formatted(seconds())));
    }

    @Override
    public void died(ComponentFailure failure) {
        console.line(console.bad(failure.getMessage()));
    }

    double seconds() {
        return Duration.between(begin, Instant.now()).toMillis() / 1000.0;
    }
}
