package dev.hallmark.demo;

import dev.hallmark.device.fleet.FleetReport;
import dev.hallmark.device.fleet.Percentiles;
import dev.hallmark.device.onboarding.Stage;
import dev.hallmark.sandbox.console.Console;
import java.time.Duration;
import java.util.Map;

/** Shows what a demonstration came to. */
final class OutcomeTable {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int HUNDRED = 100;

    private final Console console;

    OutcomeTable(Console console) {
        this.console = console;
    }

    void print(Demonstration.Outcome outcome) {
        var devices = outcome.onboarding().devices();
        var times = outcome.times();
        console.blank();
        console.line(console.strong("  %-22s%12s%12s".formatted("", "devices", "time")));
        row("registered", outcome.registered(), devices, times.get("registered"));
        row("in a batch", devices, devices, times.get("imported"));
        row("attested", outcome.progress().attested(), devices, null);
        row("certified", outcome.progress().certified(), devices, null);
        row("onboarded", outcome.progress().onboarded(), devices, times.get("onboarded"));
        row("connected", outcome.connection().connected(), devices, times.get("connected"));
        row(
                "messages delivered",
                outcome.connection().received(),
                outcome.connection().published(),
                null);
        times(outcome);
        reasons("onboarding", outcome.onboarding().failures());
        reasons("connecting", outcome.connection().failures());
    }

    /** Returns what fell short, or nothing. */
    String shortfall(Demonstration.Outcome outcome) {
        var devices = outcome.onboarding().devices();
        var connection = outcome.connection();
        if (outcome.onboarding().onboarded() < devices) {
            return "%d of %d devices were not onboarded"
                    .formatted(devices - outcome.onboarding().onboarded(), devices);
        }
        if (outcome.progress().onboarded() < devices) {
            return "the registry knows of only %d onboarded devices"
                    .formatted(outcome.progress().onboarded());
        }
        if (connection.connected() < devices) {
            return "%d of %d devices could not connect".formatted(devices - connection.connected(), devices);
        }
        if (connection.received() < connection.published() || connection.published() < devices) {
            return "only %d of %d messages went all the way and back".formatted(connection.received(), devices);
        }
        return "";
    }

    private void row(String what, long count, long of, Duration time) {
        var number = "%12s".formatted(count == of ? Long.toString(count) : count + " of " + of);
        var coloured = count == of ? console.good(number) : console.bad(number);
        console.line("  %-22s%s%12s".formatted(what, coloured, time == null ? "" : seconds(time)));
    }

    private void times(Demonstration.Outcome outcome) {
        var devices = outcome.onboarding().devices();
        console.blank();
        console.line(
                console.strong("  %-22s".formatted("time of a device") + columns(devices, "p50", "p99", "longest")));
        for (var stage : Stage.values()) {
            percentiles(label(stage), devices, outcome.onboarding().stages().get(stage));
        }
        percentiles("whole journey", devices, outcome.onboarding().total());
        percentiles("MQTT session", devices, outcome.connection().connect());
        percentiles("MQTT message", devices, outcome.connection().delivery());
        console.line(console.faint("  %-22s%10.1f/s".formatted("devices onboarded", rate(outcome.onboarding()))));
    }

    /** Of fewer than a hundred the longest is the 99th percentile too. */
    private static String columns(int devices, String p50, String p99, String longest) {
        return devices < HUNDRED ? "%12s%12s".formatted(p50, longest) : "%12s%12s%12s".formatted(p50, p99, longest);
    }

    private static double rate(FleetReport report) {
        return report.rate();
    }

    private void percentiles(String what, int devices, Percentiles spread) {
        console.line("  %-22s".formatted(what)
                + columns(devices, millis(spread.p50()), millis(spread.p99()), millis(spread.max())));
    }

    private void reasons(String stage, Map<String, Long> failures) {
        failures.forEach((reason, count) ->
                console.line(console.bad("  %s failed for %d devices: %s".formatted(stage, count, reason))));
    }

    private static String label(Stage stage) {
        return switch (stage) {
            case TLS -> "TLS handshake";
            case CHALLENGE -> "challenge";
            case EVIDENCE -> "evidence";
            case CERTIFICATE -> "certificate";
            case CONNECTION -> "connection details";
        };
    }

    private static String seconds(Duration time) {
        return "%.2f s".formatted(time.toMillis() / 1000.0);
    }

    private static String millis(Duration time) {
        return "%.1f ms".formatted(time.toNanos() / NANOS_PER_MILLI);
    }
}
