package dev.hallmark.registry.imports;

import java.util.ArrayList;
import java.util.List;

/** One line of CSV (RFC 4180), whose quoted fields end on the line they begin on. */
final class CsvLine {

    private final String text;
    private final char separator;
    private int at;

    private CsvLine(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    static List<String> fields(String text, char separator) throws UnusableRowException {
        return new CsvLine(text, separator).read();
    }

    /** What a spreadsheet put between the columns of this header: a comma unless there is none. */
    static char separatorOf(String header) {
        for (char candidate : new char[] {',', ';', '\t'}) {
            if (header.indexOf(candidate) >= 0) {
                return candidate;
            }
        }
        return ',';
    }

    private List<String> read() throws UnusableRowException {
        var fields = new ArrayList<String>();
        while (true) {
            fields.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
            if (at == text.length()) {
                return fields;
            }
            at++;
        }
    }

    private String plain() {
        int end = text.indexOf(separator, at);
        var field = text.substring(at, end < 0 ? text.length() : end);
        at += field.length();
        return field;
    }

    private String quoted() throws UnusableRowException {
        var field = new StringBuilder();
        while (true) {
            int end = text.indexOf('"', at + 1);
            if (end < 0) {
                throw new UnusableRowException("a quoted field does not end on its line");
            }
            field.append(text, at + 1, end);
            at = end + 1;
            if (at == text.length() || text.charAt(at) != '"') {
                break;
            }
            field.append('"');
        }
        if (at < text.length() && text.charAt(at) != separator) {
            throw new UnusableRowException("a quoted field is followed by something else than a separator");
        }
        return field.toString();
    }
}
