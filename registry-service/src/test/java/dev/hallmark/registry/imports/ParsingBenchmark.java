package dev.hallmark.registry.imports;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
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

/** A file of 100,000 device ids. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ParsingBenchmark {

    private static final int ROWS = 100_000;

    @Param({"json", "ndjson", "csv"})
    public String format;

    private byte[] file;

    @Setup
    public void write() {
        file = content().getBytes(StandardCharsets.US_ASCII);
    }

    private String content() {
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
        var reader = reader(new ByteArrayInputStream(file));
        for (var row = reader.next(); row.isPresent(); row = reader.next()) {
            rows.consume(row);
        }
    }

    private RowReader reader(InputStream content) {
        return switch (format) {
            case "json" -> new JsonRowReader(content);
            case "ndjson" -> new NdjsonRowReader(content);
            default -> new CsvRowReader(content);
        };
    }
}
