package dev.hallmark.registry.imports;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A file of 100,000 device ids, in the pieces that a network would bring it in. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ParsingBenchmark {

    private static final int ROWS = 100_000;
    private static final int PIECE = 8 * 1024;

    @Param({"json", "ndjson", "csv"})
    public String format;

    private List<byte[]> pieces;

    @Setup
    public void write() {
        var file = file().getBytes(StandardCharsets.US_ASCII);
        pieces = IntStream.iterate(0, from -> from < file.length, from -> from + PIECE)
                .mapToObj(from -> Arrays.copyOfRange(file, from, Math.min(from + PIECE, file.length)))
                .toList();
    }

    private String file() {
        return switch (format) {
            case "json" -> ids("\"", "\"", ",\n", "{\"devices\":[\n", "\n]}\n");
            case "ndjson" -> ids("\"", "\"", "\n", "", "\n");
            default -> ids("", ",SN-1", "\n", "deviceId,serial\n", "\n");
        };
    }

    private static String ids(String before, String after, String between, String first, String last) {
        var random = new Random(1);
        var id = new byte[32];
        return IntStream.range(0, ROWS)
                .mapToObj(row -> {
                    random.nextBytes(id);
                    return before + HexFormat.of().formatHex(id) + after;
                })
                .collect(Collectors.joining(between, first, last));
    }

    @Benchmark
    public void file(Blackhole rows) throws MalformedFileException {
        var reader = reader();
        for (var piece : pieces) {
            reader.read(piece, rows::consume);
        }
        reader.end(rows::consume);
    }

    private RowReader reader() {
        return switch (format) {
            case "json" -> new JsonReader();
            case "ndjson" -> new NdjsonReader();
            default -> new CsvReader();
        };
    }
}
