package dev.hallmark.registry.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Rows of newline-delimited JSON: on each line an id in quotes, or an object that holds one. */
final class NdjsonRowReader implements RowReader {

    private final LineReader lines;
    private long number = 1;

    NdjsonRowReader(InputStream file) {
        lines = new LineReader(file);
    }

    @Override
    public Optional<ImportRow> next() {
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            long at = line.get().number();
            try {
                var text = line.get().text();
                if (!text.isBlank()) {
                    return Optional.of(row(at, text));
                }
            } catch (UnusableRowException e) {
                return Optional.of(new ImportRow.Bad(number++, at, e.getMessage()));
            }
        }
        return Optional.empty();
    }

    private ImportRow row(long line, String text) throws UnusableRowException {
        try (var parser = JsonDevice.JSON.createParser(text)) {
            var device = new JsonDevice(parser);
            int devices = 0;
            Optional<ImportRow> row = Optional.empty();
            while (parser.nextToken() != null) {
                row = Optional.of(device.read(number, line));
                devices++;
            }
            if (devices != 1) {
                throw new UnusableRowException("a line holds one device, not " + devices);
            }
            number++;
            return row.orElseThrow();
        } catch (JsonProcessingException e) {
            throw new UnusableRowException("not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
