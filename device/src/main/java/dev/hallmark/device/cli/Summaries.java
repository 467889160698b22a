package dev.hallmark.device.cli;

import dev.hallmark.device.fleet.ConnectReport;
import dev.hallmark.device.fleet.FleetReport;
import dev.hallmark.device.fleet.Percentiles;
import dev.hallmark.device.fleet.RenewalReport;
import dev.hallmark.device.onboarding.Stage;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;

/** Reports as tables that a person reads. */
final class Summaries {

    private static final String ROW = "  %-12s %9s %9s %9s %9s%n";

    private Summaries() {}

    static void print(FleetReport report, PrintWriter out) {
        out.printf(
                "%d of %d devices onboarded in %s s: %.1f devices/s%n%n",
                report.onboarded(), report.devices(), seconds(report.elapsed()), report.rate());
        out.printf(ROW, "stage", "p50 ms", "p90 ms", "p99 ms", "max ms");
        for (var stage : Stage.values()) {
            row(stage.toString(), report.stages().get(stage), out);
        }
        row("total", report.total(), out);
        counts("setbacks, including those that were overcome:", report.setbacks(), out);
        counts("failed:", report.failures(), out);
        out.flush();
    }

    static void print(RenewalReport report, PrintWriter out) {
        out.printf(
                "%d of %d devices renewed by certificate, %d by attesting again, %d not due yet, in %s s%n%n",
                report.byCertificate(),
                report.devices(),
                report.byAttestation(),
                report.early(),
                seconds(report.elapsed()));
        out.printf(ROW, "", "p50 ms", "p90 ms", "p99 ms", "max ms");
        row("total", report.total(), out);
        counts("setbacks, including those that were overcome:", report.setbacks(), out);
        counts("failed:", report.failures(), out);
        out.flush();
    }

    static void print(ConnectReport report, PrintWriter out) {
        out.printf(
                "%d of %d devices connected in %s s; %d messages accepted by the broker, %d answers received%n%n",
                report.connected(), report.devices(), seconds(report.elapsed()), report.published(), report.received());
        out.printf(ROW, "", "p50 ms", "p90 ms", "p99 ms", "max ms");
        row("connect", report.connect(), out);
        row("publish", report.delivery(), out);
        counts("reason codes:", report.reasons(), out);
        counts("failed:", report.failures(), out);
        out.flush();
    }

    private static void row(String name, Percentiles times, PrintWriter out) {
        out.printf(ROW, name, millis(times.p50()), millis(times.p90()), millis(times.p99()), millis(times.max()));
    }

    private static void counts(String title, Map<String, Long> counts, PrintWriter out) {
        if (counts.isEmpty()) {
            return;
        }
        out.printf("%n%s%n", title);
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> out.printf("  %7d  %s%n", entry.getValue(), entry.getKey()));
    }

    private static String millis(Duration time) {
        return "%.1f".formatted(time.toNanos() / 1e6);
    }

    private static String seconds(Duration time) {
        return "%.1f".formatted(time.toNanos() / 1e9);
    }
}
