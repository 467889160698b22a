package dev.hallmark.registry.imports;

import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** The rows of a file, one after the other; only the current row is in memory. */
interface RowReader {

    /**
     * The next row; empty at the end of the file.
     *
     * @throws MalformedFileException when the rest of the file cannot be read; the rows before it count
     */
    Optional<ImportRow> next() throws MalformedFileException;

    static RowReader of(MediaType type, InputStream file) {
        return switch ((type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT)) {
            case UploadedFile.CSV -> new CsvRowReader(file);
            case UploadedFile.NDJSON -> new NdjsonRowReader(file);
            default -> new JsonRowReader(file);
        };
    }
}
