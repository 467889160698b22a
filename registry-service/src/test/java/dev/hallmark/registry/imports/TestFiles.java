package dev.hallmark.registry.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Files for the tests of what reads them. */
final class TestFiles {

    /** What reads files of each kind. */
    static final List<Function<InputStream, RowReader>> READERS =
            List.of(JsonRowReader::new, NdjsonRowReader::new, CsvRowReader::new);

    /** The rows of a file, and how it ended. */
    record Outcome(List<ImportRow> rows, String fault) {}

    private TestFiles() {}

    /** An uploaded file. */
    static byte[] sent(String name) throws IOException {
        try (var file = TestFiles.class.getResourceAsStream("/sent/" + name)) {
            return file.readAllBytes();
        }
    }

    static Outcome read(Function<InputStream, RowReader> reader, byte[] file) {
        return read(reader.apply(new ByteArrayInputStream(file)));
    }

    /** Reads a file that comes in pieces whose sizes follow from the seed, some of them of one octet. */
    static Outcome readInPieces(Function<InputStream, RowReader> reader, byte[] file, long seed) {
        return read(reader.apply(new Pieces(file, new Random(seed))));
    }

    private static Outcome read(RowReader reader) {
        var rows = new ArrayList<ImportRow>();
        try {
            for (var row = reader.next(); row.isPresent(); row = reader.next()) {
                rows.add(row.get());
            }
            return new Outcome(rows, "");
        } catch (MalformedFileException e) {
            return new Outcome(rows, e.line() + ": " + e.getMessage());
        }
    }

    private static final class Pieces extends ByteArrayInputStream {

        private final Random random;

        Pieces(byte[] file, Random random) {
            super(file);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] octets, int offset, int length) {
            int most = random.nextBoolean() ? 3 : 200;
            return super.read(octets, offset, Math.min(length, 1 + random.nextInt(most)));
        }
    }
}
