package dev.hallmark.registry.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Files for the tests of what reads them. */
final class Files {

    /** What came out of a file, and how it ended. */
    record Outcome(List<ImportRow> rows, String fault) {}

    private Files() {}

    static Outcome read(RowReader reader, byte[] file) {
        return read(reader, List.of(file));
    }

    /** Reads a file cut at places that follow from the seed, some pieces of it empty or of one octet. */
    static Outcome readInPieces(RowReader reader, byte[] file, long seed) {
        var random = new Random(seed);
        var pieces = new ArrayList<byte[]>();
        int at = 0;
        while (at < file.length) {
            int most = random.nextBoolean() ? 3 : 200;
            int end = Math.min(file.length, at + random.nextInt(most));
            pieces.add(Arrays.copyOfRange(file, at, end));
            at = end;
        }
        return read(reader, pieces);
    }

    private static Outcome read(RowReader reader, List<byte[]> pieces) {
        var rows = new ArrayList<ImportRow>();
        try {
            for (var piece : pieces) {
                reader.read(piece, rows::add);
            }
            reader.end(rows::add);
            return new Outcome(rows, "");
        } catch (MalformedFileException e) {
            return new Outcome(rows, e.line() + ": " + e.getMessage());
        }
    }
}
