package dev.hallmark.registry.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Rows of newline-delimited JSON: on each line an id in quotes, or an object that holds one. */
final class NdjsonReader implements RowReader, LineReader.LineHandler {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final LineReader lines = new LineReader(this);
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
    }

    @Override
    public void line(long line, String text) {
        if (!text.isBlank()) {
            rows.accept(row(line, text));
        }
    }

    @Override
    public void unreadable(long line, String reason) {
        rows.accept(new ImportRow.Bad(number++, line, reason));
    }

    private ImportRow row(long line, String text) {
        try (var parser = FACTORY.createParser(text)) {
            return switch (elements(parser)) {
                case List<ImportRow> found when found.size() == 1 -> onLine(found.getFirst(), line);
                case List<ImportRow> found ->
                    new ImportRow.Bad(number++, line, "a line holds one device, not " + found.size());
            };
        } catch (JsonProcessingException e) {
            return new ImportRow.Bad(number++, line, "not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<ImportRow> elements(JsonParser parser) throws IOException {
        var devices = new JsonDevices(parser);
        var found = new ArrayList<ImportRow>();
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (devices.opensValueToSkip(token, found::add)) {
                parser.skipChildren();
            }
        }
        return found;
    }

    private ImportRow onLine(ImportRow row, long line) {
        return switch (row) {
            case ImportRow.Good good -> new ImportRow.Good(number++, line, good.device());
            case ImportRow.Bad bad -> new ImportRow.Bad(number++, line, bad.reason());
        };
    }
}
