package dev.hallmark.registry.imports;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Rows of a CSV file whose first line names its columns; unknown columns are skipped. */
final class CsvRowReader implements RowReader {

    /** What spreadsheets put between columns. */
    private static final char[] SEPARATORS = {',', ';', '\t'};

    private final LineReader lines;
    private final FieldValues values = new FieldValues();
    private Header header;
    private long number = 1;

    private record Header(CsvLine csv, List<Optional<Column>> columns) {

        boolean namesDevices() {
            return columns.contains(Optional.of(Column.DEVICE_ID)) || columns.contains(Optional.of(Column.PUBLIC_KEY));
        }

        boolean repeats() {
            var known = columns.stream().flatMap(Optional::stream).toList();
            return known.stream().distinct().count() < known.size();
        }
    }

    CsvRowReader(InputStream file) {
        lines = new LineReader(file);
    }

    @Override
    public Optional<ImportRow> next() throws MalformedFileException {
        if (header == null) {
            header = readHeader();
        }
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            var row = row(line.get());
            if (row.isPresent()) {
                return row;
            }
        }
        return Optional.empty();
    }

    /** Empty for a line without anything in its fields, as spreadsheets leave them below a table. */
    private Optional<ImportRow> row(LineReader.Line line) {
        try {
            var text = line.text();
            if (text.isBlank()) {
                return Optional.empty();
            }
            var fields =
                    header.csv().fields(text).stream().map(FieldText::stripped).toList();
            return fields.stream().allMatch(String::isEmpty) ? Optional.empty() : Optional.of(row(line, fields));
        } catch (UnusableRowException e) {
            return Optional.of(new ImportRow.Bad(number++, line.number(), e.getMessage()));
        }
    }

    private ImportRow row(LineReader.Line line, List<String> fields) throws UnusableRowException {
        var columns = header.columns();
        if (fields.stream().skip(columns.size()).anyMatch(surplus -> !surplus.isEmpty())) {
            throw new UnusableRowException(
                    "%d fields, but the header names %d columns".formatted(fields.size(), columns.size()));
        }
        values.clear();
        for (int i = 0; i < Math.min(fields.size(), columns.size()); i++) {
            var field = fields.get(i);
            columns.get(i).ifPresent(column -> values.put(column, field));
        }
        return values.toRow(number++, line.number());
    }

    private Header readHeader() throws MalformedFileException {
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            long at = line.get().number();
            try {
                var text = line.get().text();
                if (!text.isBlank()) {
                    return header(at, text);
                }
            } catch (UnusableRowException e) {
                throw new MalformedFileException(at, e.getMessage());
            }
        }
        throw new MalformedFileException(1, "the file is empty; its first line names the columns");
    }

    /** The separator is the one under which a column for the devices appears. */
    private static Header header(long line, String text) throws UnusableRowException, MalformedFileException {
        for (char separator : SEPARATORS) {
            var header = header(text, separator);
            if (header.isPresent() && header.get().namesDevices()) {
                if (header.get().repeats()) {
                    throw new MalformedFileException(line, "the header names a column twice: " + FieldText.shown(text));
                }
                return header.get();
            }
        }
        throw new MalformedFileException(
                line,
                "the first line must name the columns, deviceId or publicKey among them: " + FieldText.shown(text));
    }

    /** Empty when the line cannot be split at this separator. */
    private static Optional<Header> header(String text, char separator) {
        var csv = new CsvLine(separator);
        try {
            return Optional.of(
                    new Header(csv, csv.fields(text).stream().map(Column::named).toList()));
        } catch (UnusableRowException e) {
            return Optional.empty();
        }
    }
}
