package dev.hallmark.registry.imports;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Rows of a CSV file whose first line names its columns; columns it does not know are passed over. */
final class CsvReader implements RowReader, LineReader.LineHandler {

    private final LineReader lines = new LineReader(this);
    private final FieldValues values = new FieldValues();
    private List<Optional<Column>> columns = List.of();
    private char separator = ',';
    private long number = 1;
    private Consumer<ImportRow> rows = row -> {};

    @Override
    public void read(byte[] piece, Consumer<ImportRow> rows) throws MalformedFileException {
        this.rows = rows;
        lines.read(piece);
    }

    @Override
    public void end(Consumer<ImportRow> rows) throws MalformedFileException {
        this.rows = rows;
        lines.end();
        if (columns.isEmpty()) {
            throw new MalformedFileException(1, "the file is empty; its first line names the columns");
        }
    }

    @Override
    public void line(long line, String text) throws MalformedFileException {
        if (text.isBlank()) {
            return;
        }
        if (columns.isEmpty()) {
            header(line, text);
        } else {
            rows.accept(row(line, text));
        }
    }

    @Override
    public void unreadable(long line, String reason) throws MalformedFileException {
        if (columns.isEmpty()) {
            throw new MalformedFileException(line, reason);
        }
        rows.accept(new ImportRow.Bad(number++, line, reason));
    }

    private ImportRow row(long line, String text) {
        values.clear();
        try {
            var fields = CsvLine.fields(text, separator);
            if (fields.size() > columns.size()) {
                throw new UnusableRowException(
                        "%d fields, but the header names %d columns".formatted(fields.size(), columns.size()));
            }
            for (int i = 0; i < fields.size(); i++) {
                var field = fields.get(i);
                columns.get(i).ifPresent(column -> values.put(column, field));
            }
            return values.toRow(number++, line);
        } catch (UnusableRowException e) {
            return new ImportRow.Bad(number++, line, e.getMessage());
        }
    }

    private void header(long line, String text) throws MalformedFileException {
        separator = CsvLine.separatorOf(text);
        try {
            columns = CsvLine.fields(text, separator).stream()
                    .map(name -> Column.named(name.strip()))
                    .toList();
        } catch (UnusableRowException e) {
            throw new MalformedFileException(line, e.getMessage());
        }
        var known = columns.stream().flatMap(Optional::stream).toList();
        if (known.size() != known.stream().distinct().count()) {
            throw new MalformedFileException(line, "the header names a column twice: " + FieldValues.shown(text));
        }
        if (!known.contains(Column.DEVICE_ID) && !known.contains(Column.PUBLIC_KEY)) {
            throw new MalformedFileException(
                    line,
                    "the first line must name the columns, deviceId or publicKey among them: "
                            + FieldValues.shown(text));
        }
    }
}
