package dev.hallmark.cli.output;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is shown of each thing of a kind, in columns; the first column is the thing's name. */
public final class Table<T> {

    private static final String GAP = "  ";

    private record Column<T>(String heading, Function<T, ?> value) {}

    private final List<Column<T>> columns;

    private Table(List<Column<T>> columns) {
        this.columns = List.copyOf(columns);
    }

    public static <T> Table<T> of(String heading, Function<T, ?> value) {
        return new Table<>(List.of(new Column<>(heading, value)));
    }

    public Table<T> and(String heading, Function<T, ?> value) {
        var more = new ArrayList<>(columns);
        more.add(new Column<>(heading, value));
        return new Table<>(more);
    }

    String name(T thing) {
        return text(columns.getFirst().value().apply(thing));
    }

    List<String> headings() {
        return columns.stream().map(Column::heading).toList();
    }

    List<String> cells(T thing) {
        return columns.stream().map(column -> text(column.value().apply(thing))).toList();
    }

    /** As wide as the widest of these rows needs each column. */
    static List<Integer> widths(List<List<String>> rows) {
        var widths = new ArrayList<Integer>();
        for (var column = 0; column < rows.getFirst().size(); column++) {
            var one = column;
            widths.add(
                    rows.stream().mapToInt(row -> row.get(one).length()).max().orElse(0));
        }
        return widths;
    }

    static String line(List<String> cells, List<Integer> widths) {
        var line = new StringBuilder();
        for (var column = 0; column < cells.size(); column++) {
            line.append(("%-" + Math.max(1, widths.get(column)) + "s").formatted(cells.get(column)))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }

    static String text(Object value) {
        return switch (value) {
            case null -> "";
            case Optional<?> optional -> optional.map(Table::text).orElse("");
            case Instant instant -> instant.truncatedTo(ChronoUnit.SECONDS).toString();
            case Collection<?> several -> several.stream().map(Table::text).collect(Collectors.joining(", "));
            case Map<?, ?> members ->
                new TreeMap<>(members)
                        .entrySet().stream()
                                .map(member -> text(member.getKey()) + " " + text(member.getValue()))
                                .collect(Collectors.joining(", "));
            default -> Printable.of(value.toString());
        };
    }
}
