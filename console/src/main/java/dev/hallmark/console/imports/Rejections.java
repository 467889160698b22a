package dev.hallmark.console.imports;

import dev.hallmark.client.imports.ImportReport;
import dev.hallmark.client.imports.ImportReport.RowError;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rows that an import rejected, by reason; of a file with more than a thousand of them, the first thousand. */
public record Rejections(List<Group> groups, boolean more) {

    private static final int EXAMPLES = 5;

    /** Rows that were rejected for one reason, and the first of them. */
    public record Group(Reason reason, long rows, List<RowError> examples) {}

    public Rejections {
        groups = List.copyOf(groups);
    }

    static Rejections of(ImportReport report) {
        var byReason = report.errors().stream()
                .collect(Collectors.groupingBy(error -> Reason.of(error.reason()), TreeMap::new, Collectors.toList()));
        var groups = byReason.entrySet().stream()
                .map(group -> new Group(
                        group.getKey(),
                        group.getValue().size(),
                        group.getValue().stream().limit(EXAMPLES).toList()))
                .toList();
        return new Rejections(groups, report.rejected() > report.errors().size());
    }

    /** How many devices a start may register as well. */
    public long unregistered() {
        return groups.stream()
                .filter(group -> group.reason() == Reason.NOT_REGISTERED)
                .mapToLong(Group::rows)
                .sum();
    }

    /** As a file for a spreadsheet (RFC 4180), with the reason of each row. */
    static String csv(ImportReport report) {
        return report.errors().stream()
                .map(error -> error.row() + "," + error.line() + "," + field(error.reason()) + "\r\n")
                .collect(Collectors.joining("", "row,line,reason\r\n", ""));
    }

    /** A spreadsheet would calculate what begins as a formula does: an apostrophe makes it text. */
    private static String field(String text) {
        var harmless = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return "\"" + harmless.replace("\"", "\"\"") + "\"";
    }
}
