package dev.hallmark.cli.imports;

import dev.hallmark.cli.environment.Environment;
import dev.hallmark.client.imports.ImportReport;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far an import is: a bar on a terminal, a line whenever a tenth is done elsewhere. */
final class Progress implements AutoCloseable {

    private static final int WIDTH = 79;
    private static final int TENTHS = 10;

    private final boolean shown;
    private final long rows;
    private final Optional<ProgressBar> bar;
    private final PrintWriter lines;
    private long next;

    private Progress(boolean shown, long rows, Optional<ProgressBar> bar, PrintWriter lines) {
        this.shown = shown;
        this.rows = rows;
        this.bar = bar;
        this.lines = lines;
    }

    static Progress of(boolean shown, Environment environment, PrintWriter err, Path file) throws IOException {
        if (!shown) {
            return new Progress(false, 0, Optional.empty(), err);
        }
        var rows = rows(file);
        return new Progress(true, rows, environment.isTerminal() ? Optional.of(bar(rows)) : Optional.empty(), err);
    }

    private static ProgressBar bar(long rows) {
        return new ProgressBarBuilder()
                .setTaskName("rows")
                .setInitialMax(rows)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setMaxRenderedLength(WIDTH)
                .build();
    }

    boolean isShown() {
        return shown;
    }

    void show(ImportReport report) {
        bar.ifPresentOrElse(line -> line.stepTo(report.received()), () -> line(report));
    }

    private void line(ImportReport report) {
        if (report.received() < next && report.state() == ImportReport.State.RUNNING) {
            return;
        }
        next = report.received() + Math.max(1, rows / TENTHS);
        var of = rows > 0 ? " of %d".formatted(rows) : "";
        lines.println("%d%s rows, %d rejected, %s"
                .formatted(
                        report.received(),
                        of,
                        report.rejected(),
                        report.state().name().toLowerCase(Locale.ROOT)));
    }

    /** Of CSV and NDJSON a row is a line; of JSON nobody knows before it is read, which the bar shows as no end. */
    private static long rows(Path file) throws IOException {
        var name = file.getFileName().toString();
        if (name.endsWith(".csv")) {
            return Math.max(1, lines(file) - 1);
        }
        return name.endsWith(".ndjson") ? lines(file) : -1;
    }

    private static long lines(Path file) throws IOException {
        try (var octets = new BufferedInputStream(Files.newInputStream(file))) {
            var count = 0L;
            for (var octet = octets.read(); octet >= 0; octet = octets.read()) {
                count += octet == '\n' ? 1 : 0;
            }
            return count;
        }
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
