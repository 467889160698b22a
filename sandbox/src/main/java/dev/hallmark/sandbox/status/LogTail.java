package dev.hallmark.sandbox.status;

import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.status.Status.LogLine;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The last lines of the services' logs that warn of something. */
final class LogTail {
    /** Of each log so much is read: a log may have grown for weeks. */
    private static final int OCTETS = 256 * 1024;

    private static final int LINES = 5;
    private static final Pattern WARNING =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}) (WARN|ERROR) .*");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");

    private final Home home;

    LogTail(Home home) {
        this.home = home;
    }

    /** The newest of all components together that were written since then, oldest first. */
    List<LogLine> of(List<String> components, Instant since) {
        // As the log writes it, which sorts as time does.
        var earliest = TIME.format(since.atZone(ZoneId.systemDefault()));
        var lines = components.stream()
                .flatMap(this::warnings)
                .filter(line -> line.text().compareTo(earliest) >= 0)
                .sorted(Comparator.comparing(LogLine::text))
                .toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }

    private Stream<LogLine> warnings(String component) {
        return tail(component)
                .lines()
                .filter(line -> WARNING.matcher(line).matches())
                .map(line -> new LogLine(component, line));
    }

    private String tail(String component) {
        try (var log = new RandomAccessFile(home.log(component).toFile(), "r")) {
            log.seek(Math.max(0, log.length() - OCTETS));
            var octets = new byte[OCTETS];
            var read = log.read(octets);
            return new String(octets, 0, Math.max(0, read), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // not written yet
        }
    }
}
