package dev.hallmark.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import one.convert.Arguments;

/** Stacks of several processes in one picture, each on a frame with its name. */
final class FlameGraph {
    /** Of the whole; what is narrower could not be seen, and makes the file large. */
    private static final double NARROWEST = 0.001;

    private static final char BETWEEN = ';';

    private final String title;
    private final Map<String, Long> stacks = new HashMap<>();

    FlameGraph(String title) {
        this.title = title;
    }

    /** Collapsed stacks: frames with semicolons between them, a space, and how many samples. */
    void add(String process, Path collapsed) throws IOException {
        try (var lines = Files.lines(collapsed)) {
            lines.forEach(line -> {
                var space = line.lastIndexOf(' ');
                add(process + BETWEEN + line.substring(0, space), Long.parseLong(line.substring(space + 1)));
            });
        }
    }

    /** A process that nobody can look into. */
    void add(String process, long samples) {
        stacks.merge(process, samples, Long::sum);
    }

    void write(Path file) throws IOException {
        var arguments = new Arguments();
        arguments.title = title;
        var graph = new one.convert.FlameGraph(arguments);
        graph.parseCollapsed(new StringReader(visible().entrySet().stream()
                .map(stack -> stack.getKey() + " " + stack.getValue() + "\n")
                .collect(Collectors.joining())));
        try (var out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            graph.dump(out);
        }
    }

    /** Each stack as far up as its flame is wide enough. */
    private Map<String, Long> visible() {
        var widths = widths();
        var least = stacks.values().stream().mapToLong(Long::longValue).sum() * NARROWEST;
        var visible = new TreeMap<String, Long>();
        stacks.forEach((stack, samples) -> {
            var cut = stack;
            while (widths.get(cut) < least && cut.indexOf(BETWEEN) > 0) {
                cut = below(cut);
            }
            visible.merge(cut, samples, Long::sum);
        });
        return visible;
    }

    /** Samples at each place and above it. */
    private Map<String, Long> widths() {
        var widths = new HashMap<String, Long>();
        stacks.forEach((stack, samples) -> {
            widths.merge(stack, samples, Long::sum);
            for (var place = stack; place.indexOf(BETWEEN) > 0; ) {
                place = below(place);
                widths.merge(place, samples, Long::sum);
            }
        });
        return widths;
    }

    private static String below(String place) {
        return place.substring(0, place.lastIndexOf(BETWEEN));
    }
}
