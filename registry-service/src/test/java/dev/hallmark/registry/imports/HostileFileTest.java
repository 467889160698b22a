package dev.hallmark.registry.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever octets come as a file: rows, each good or with its reason, or a refusal with its line, and nothing held. */
class HostileFileTest {

    private static final int TRIES = 500;
    private static final int ENDLESS = 16 << 20;
    private static final int PIECE = 64 << 10;
    private static final long MOST_HEAP = 8L << 20;
    private static final String NAMES = "names";

    private static final List<Supplier<RowReader>> READERS =
            List.of(JsonReader::new, NdjsonReader::new, CsvReader::new);

    @Property(tries = TRIES)
    void anyOctetsAreRowsOrARefusalWithItsLine(@ForAll("files") byte[] file, @ForAll long seed) {
        for (var reader : READERS) {
            var outcome = Files.readInPieces(reader.get(), file, seed);

            assertThat(outcome.fault()).matches("(?s)|[1-9][0-9]*: .+");
            assertThat(outcome.rows()).allMatch(HostileFileTest::hasItsPlace);
        }
    }

    /** Any octets at all, alone or where a file of each kind has its rows. */
    @Provide
    Arbitrary<byte[]> files() {
        var heads =
                Arbitraries.of("", "{\"devices\":[", "{\"devices\":[{\"id\":\"", "deviceId,serial\n", "\"", "{\"id\":");
        var octets = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
        return heads.flatMap(head -> octets.map(rest -> joined(head.getBytes(UTF_8), rest)));
    }

    static Stream<Arguments> endless() {
        var json = Stream.of("7", "a", "\\n", "[", "\\u0041")
                .flatMap(unit -> Stream.of("", "\"", "[7", "{\"", "{\"id\":")
                        .map(head -> Arguments.of("{\"devices\":[" + head, unit, new JsonReader())));
        var lines = Stream.of("a", "\"")
                .flatMap(unit -> Stream.of(
                        Arguments.of("", unit, new CsvReader()),
                        Arguments.of("id\n", unit, new CsvReader()),
                        Arguments.of("", unit, new NdjsonReader())));
        var names = Stream.of(Arguments.of("{", NAMES, new JsonReader()));
        return Stream.of(json, lines, names).flatMap(cases -> cases);
    }

    @ParameterizedTest
    @MethodSource("endless")
    void whatNeverEndsIsNotHeld(String head, String unit, RowReader reader) {
        // Given
        long before = heap();

        // When
        var fault = feed(reader, head, unit);

        // Then
        assertThat(heap() - before).as("held after: %s", fault).isLessThan(MOST_HEAP);
    }

    /** What the reader says, if it does not read on until the test has had enough. */
    private static String feed(RowReader reader, String head, String unit) {
        try {
            reader.read(head.getBytes(UTF_8), row -> {});
            for (int sent = 0; sent < ENDLESS; sent += PIECE) {
                reader.read(piece(unit, sent), row -> {});
            }
            return "";
        } catch (MalformedFileException e) {
            return e.getMessage();
        }
    }

    private static byte[] piece(String unit, int sent) {
        if (!unit.equals(NAMES)) {
            return unit.repeat(PIECE / unit.length()).getBytes(UTF_8);
        }
        var names = new StringBuilder();
        for (int at = 0; names.length() < PIECE; at++) {
            names.append("\"x%08x\":1,".formatted(sent + at));
        }
        return names.toString().getBytes(UTF_8);
    }

    private static boolean hasItsPlace(ImportRow row) {
        return row.line() >= 1
                && row.number() >= 1
                && !(row instanceof ImportRow.Bad bad && bad.reason().isBlank());
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
