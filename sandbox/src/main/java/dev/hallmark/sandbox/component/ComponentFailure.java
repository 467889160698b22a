package dev.hallmark.sandbox.component;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A component that did not come up or went away; the message shows the end of its log. */
public final class ComponentFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LINES = 20;

    private final String what;

    public ComponentFailure(String component, String what, Path log) {
        super("%s %s%n%s".formatted(component, what, endOf(log)));
        this.what = what;
    }

    /** What happened, in words that follow the component's name. */
    public String what() {
        return what;
    }

    private static String endOf(Path log) {
        var lines = linesOf(log);
        var end = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        return "the end of %s:%n  | %s".formatted(log, String.join("%n  | ".formatted(), end));
    }

    private static List<String> linesOf(Path log) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of("(no log)");
        }
    }
}
