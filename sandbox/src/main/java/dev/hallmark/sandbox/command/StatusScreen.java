package dev.hallmark.sandbox.command;

import dev.hallmark.sandbox.console.Console;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.status.ComponentStatus;
import dev.hallmark.sandbox.status.Status;
import java.time.Duration;
import java.time.Instant;

/** The state of a sandbox on one screen. */
final class StatusScreen {
    private static final int LONGEST = 150;

    private final Console console;
    private final Home home;

    StatusScreen(Console console, Home home) {
        this.console = console;
        this.home = home;
    }

    void print(Status status) {
        heading("%-14s %-16s %-26s %8s %8s %9s".formatted("component", "state", "address", "pid", "memory", "up"));
        status.components().forEach(this::component);
        events(status);
        authorities(status);
        problems(status);
        log(status);
    }

    private void component(ComponentStatus one) {
        var ready = one.state() == ComponentStatus.State.READY;
        var state = "%-16s".formatted(one.state());
        console.line("  %-14s %s %-26s %8s %4d MiB %9s"
                .formatted(
                        one.name(),
                        ready ? console.good(state) : console.bad(state),
                        one.address(),
                        one.pid() == 0 ? "" : one.pid(),
                        one.mebibytes(),
                        one.pid() == 0 ? "" : time(Duration.ofSeconds(one.uptimeSeconds()))));
    }

    private void events(Status status) {
        heading("%-30s %10s   %s".formatted("events to be published", "events", "oldest"));
        status.outboxes()
                .forEach(outbox -> console.line("  %-30s %10d   %s"
                        .formatted(
                                outbox.service(),
                                outbox.events(),
                                outbox.events() == 0 ? "" : time(Duration.ofSeconds(outbox.oldestSeconds())))));
        heading("%-30s %10s   %s".formatted("events to be consumed", "events", "members"));
        status.consumers()
                .forEach(group ->
                        console.line("  %-30s %10d   %d".formatted(group.group(), group.lag(), group.members())));
    }

    private void authorities(Status status) {
        var now = Instant.now();
        heading("%-30s %10s   %-12s %s".formatted("revocation list", "number", "age", "valid for"));
        status.authorities()
                .forEach(one -> console.line("  %-30s %10s   %-12s %s"
                        .formatted(
                                one.name(),
                                one.crlNumber(),
                                time(Duration.between(one.thisUpdate(), now)),
                                time(Duration.between(now, one.nextUpdate())))));
    }

    private void problems(Status status) {
        console.blank();
        if (status.healthy()) {
            console.line(console.good("All is well."));
        }
        status.problems()
                .forEach(problem ->
                        console.line(console.bad("%s: %s".formatted(problem.where(), shortened(problem.what())))));
    }

    private void log(Status status) {
        if (!status.log().isEmpty()) {
            heading(logHeading(status) + " (logs: " + home.logs() + ")");
        }
        status.log()
                .forEach(line ->
                        console.line(console.faint("  %-14s %s".formatted(line.component(), shortened(line.text())))));
    }

    private static String logHeading(Status status) {
        return status.healthy()
                ? "last warnings since the start; none is a problem now"
                : "last warnings, including those of the start, to find the cause";
    }

    private void heading(String text) {
        console.blank();
        console.line(console.strong("  " + text));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static String time(Duration time) {
        if (time.isNegative()) {
            return "expired";
        }
        if (time.toDays() > 0) {
            return "%d d %d h".formatted(time.toDays(), time.toHoursPart());
        }
        return time.toHours() > 0
                ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
                : time.toMinutes() > 0
                        ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
                        : time.toSeconds() + " s";
    }
}
