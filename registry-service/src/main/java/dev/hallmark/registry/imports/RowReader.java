package dev.hallmark.registry.imports;

import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** The rows of a file, one after the other; no more of it is held than the row it is at. */
interface RowReader {

    /**
     * The next row; empty at the end of the file.
     *
     * @throws MalformedFileException when the file cannot be read on; the rows before that place stand
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
