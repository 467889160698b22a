package dev.hallmark.registry.imports;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of CSV, whose quoted fields end on the line they begin on: a forgotten quote spoils one row and not the
 * rest of the file. Blanks around quotes are skipped. FastCSV splits it; what it accepts although RFC 4180 §2.5 does not is
 * refused here.
 */
final class CsvLine {

    private static final char QUOTE = '"';

    private final CsvReader.CsvReaderBuilder reader;

    CsvLine(char separator) {
        reader = CsvReader.builder().fieldSeparator(separator).trimWhitespacesAroundQuotes(true);
    }

    List<String> fields(String line) throws UnusableRowException {
        var fields = new Fields();
        try {
            var found = reader.ofSingleCsvRecord(fields, line);
            fields.requireRightQuotes(line);
            return found;
        } catch (CsvParseException e) {
            throw new UnusableRowException("a quoted field is followed by something else than a separator", e);
        }
    }

    private static final class Fields extends AbstractBaseCsvCallbackHandler<List<String>> {

        private final List<String> fields = new ArrayList<>();
        private boolean quotesWithin;

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            var field = new String(buffer, offset, length);
            quotesWithin |= !quoted && field.indexOf(QUOTE) >= 0;
            fields.add(field);
        }

        @Override
        protected List<String> buildRecord() {
            return fields;
        }

        private void requireRightQuotes(String line) throws UnusableRowException {
            if (quotesWithin) {
                throw new UnusableRowException(
                        "a field with quotes in it must be in quotes itself, and each of them doubled");
            }
            if (line.chars().filter(character -> character == QUOTE).count() % 2 != 0) {
                throw new UnusableRowException("a quoted field does not end on its line");
            }
        }
    }
}
