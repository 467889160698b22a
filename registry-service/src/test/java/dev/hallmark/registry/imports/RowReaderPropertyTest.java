package dev.hallmark.registry.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.commons.identity.DeviceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever pieces a file comes in, no row of it is lost or doubled; whatever it holds, reading it ends well. */
class RowReaderPropertyTest {

    private static final int TRIES = 300;

    record Row(String id, String serial, String end) {}

    @Provide
    Arbitrary<List<Row>> rows() {
        var id = Arbitraries.strings().withChars("0123456789abcdefABCDEF").ofLength(64);
        var serial = Arbitraries.of("a", "b", ",", "\"", "é", "€", "😀", " ", "\\", "-")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
        var end = Arbitraries.of("\n", "\r\n", "\r", "\n\n");
        return Combinators.combine(id, serial, end).as(Row::new).list().ofMaxSize(40);
    }

    @Property(tries = TRIES)
    void csvLosesAndDoublesNothing(@ForAll("rows") List<Row> rows, @ForAll long seed) {
        var file = new StringBuilder("deviceId,serial\n");
        rows.forEach(row -> file.append(row.id())
                .append(",\"")
                .append(row.serial().replace("\"", "\"\""))
                .append('"')
                .append(row.end()));

        expect(rows, TestFiles.readInPieces(CsvRowReader::new, file.toString().getBytes(UTF_8), seed));
    }

    @Property(tries = TRIES)
    void jsonLosesAndDoublesNothing(@ForAll("rows") List<Row> rows, @ForAll long seed) {
        var devices = rows.stream().map(row -> object(row) + row.end()).toList();
        var file = "{\"made\":{\"by\":[1]}, \"devices\":[" + String.join(",", devices) + "]}";

        expect(rows, TestFiles.readInPieces(JsonRowReader::new, file.getBytes(UTF_8), seed));
    }

    @Property(tries = TRIES)
    void ndjsonLosesAndDoublesNothing(@ForAll("rows") List<Row> rows, @ForAll long seed) {
        var file = new StringBuilder();
        rows.forEach(row -> file.append(object(row)).append(row.end()));

        expect(
                rows,
                TestFiles.readInPieces(NdjsonRowReader::new, file.toString().getBytes(UTF_8), seed));
    }

    @Property(tries = TRIES)
    void rubbishIsReadTheSameWhateverItsPieces(@ForAll("rubbish") byte[] file, @ForAll long seed) {
        for (var reader : TestFiles.READERS) {
            var whole = TestFiles.read(reader, file);
            var pieces = TestFiles.readInPieces(reader, file, seed);

            assertThat(pieces.rows()).isEqualTo(whole.rows());
            assertThat(pieces.fault().isEmpty()).isEqualTo(whole.fault().isEmpty());
        }
    }

    @Provide
    Arbitrary<byte[]> rubbish() {
        var part = Arbitraries.oneOf(
                Arbitraries.of(
                        "{\"devices\":[", "]}", "\"", "{", "}", "[", "]", ",", "\n", "\r", "deviceId", "null", ":"),
                Arbitraries.of("\"" + "a".repeat(64) + "\"", "deviceId,serial\n", "\uFEFF", "\u0000", "1e9", "\\u00"),
                Arbitraries.strings().ofMaxLength(20));
        return part.list().ofMaxSize(60).map(parts -> String.join("", parts).getBytes(UTF_8));
    }

    private static String object(Row row) {
        var serial = row.serial().replace("\\", "\\\\").replace("\"", "\\\"");
        return "{\"deviceId\":\"%s\",\"other\":[{\"x\":null}],\"serial\":\"%s\"}".formatted(row.id(), serial);
    }

    private static void expect(List<Row> rows, TestFiles.Outcome outcome) {
        assertThat(outcome.fault()).isEmpty();
        var expected = new ArrayList<ImportRow>();
        for (var row : rows) {
            var entry = new DeviceEntry(
                    DeviceId.parse(row.id().toLowerCase(Locale.ROOT)),
                    "",
                    row.serial().strip(),
                    "",
                    "",
                    "");
            var line = outcome.rows().size() > expected.size()
                    ? outcome.rows().get(expected.size()).line()
                    : 0;
            expected.add(new ImportRow.Good(expected.size() + 1L, line, entry));
        }
        assertThat(outcome.rows()).isEqualTo(expected);
    }
}
