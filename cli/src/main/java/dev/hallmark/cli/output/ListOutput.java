package dev.hallmark.cli.output;

import dev.hallmark.client.http.Listing;
import dev.hallmark.client.http.Page;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a list page by page, so that one of any length can be printed. */
public final class ListOutput {

    private static final int LARGEST_PAGE = 1000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private Output output;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "at most so many; default: 100")
    private long limit = LARGEST_PAGE;

    @Option(names = "--all", description = "the whole list, however long")
    private boolean all;

    private List<Integer> widths = List.of();

    /** For a command that shows one thing of the list. */
    public Output one() {
        return output;
    }

    public <T> void print(Listing<T> listing, Table<T> table) throws IOException, InterruptedException {
        var left = all ? Long.MAX_VALUE : Math.max(1, limit);
        var printed = 0L;
        var next = Optional.<String>empty();
        begin();
        do {
            var page = read(listing, next, (int) Math.min(left, LARGEST_PAGE));
            print(page.items(), table, printed);
            printed += page.items().size();
            left -= page.items().size();
            next = page.next();
        } while (next.isPresent() && left > 0);
        end(printed, next.isPresent());
    }

    private static <T> Page<T> read(Listing<T> listing, Optional<String> cursor, int limit)
            throws IOException, InterruptedException {
        return cursor.isPresent() ? listing.at(cursor.get(), limit) : listing.first(limit);
    }

    private void begin() {
        if (output.format() == Format.JSON) {
            out().print("[");
        }
    }

    private <T> void print(List<T> things, Table<T> table, long before) throws IOException {
        switch (output.format()) {
            case TABLE -> rows(things, table);
            case NAME -> things.forEach(thing -> out().println(table.name(thing)));
            case JSON -> elements(things, before);
            case YAML -> out().print(things.isEmpty() && before == 0 ? "[]\n" : sequence(things));
        }
        out().flush();
    }

    /** The first page decides how wide the columns are. */
    private <T> void rows(List<T> things, Table<T> table) {
        var rows = new ArrayList<List<String>>();
        var first = widths.isEmpty() && !things.isEmpty();
        if (first) {
            rows.add(table.headings());
        }
        things.forEach(thing -> rows.add(table.cells(thing)));
        if (first) {
            widths = Table.widths(rows);
            out().println(strong(Table.line(rows.removeFirst(), widths)));
        }
        rows.forEach(row -> out().println(Table.line(row, widths)));
    }

    private String strong(String heading) {
        return command.commandLine().getColorScheme().ansi().string("@|bold " + heading + "|@");
    }

    private <T> void elements(List<T> things, long before) throws IOException {
        var comma = before > 0 ? "," : "";
        for (var thing : things) {
            out().print(comma + "\n" + Output.json(thing).indent(2).stripTrailing());
            comma = ",";
        }
    }

    private static <T> String sequence(List<T> things) throws IOException {
        return things.isEmpty() ? "" : Output.yaml(things);
    }

    private void end(long printed, boolean more) {
        if (output.format() == Format.JSON) {
            out().println(printed == 0 ? "]" : "\n]");
        }
        out().flush();
        if (printed == 0 && output.format() == Format.TABLE) {
            command.commandLine().getErr().println("Nothing found.");
        }
        if (more) {
            command.commandLine()
                    .getErr()
                    .println("There are more than these %d: --limit N or --all shows them.".formatted(printed));
        }
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}
