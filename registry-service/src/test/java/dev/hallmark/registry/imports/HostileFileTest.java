package dev.hallmark.registry.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Function;
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

    @Property(tries = TRIES)
    void anyOctetsAreRowsOrARefusalWithItsLine(@ForAll("files") byte[] file, @ForAll long seed) {
        for (var reader : TestFiles.READERS) {
            var outcome = TestFiles.readInPieces(reader, file, seed);

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
        var json = Stream.of("7", "a", "\\n", "[", "\\u0041", "\n", " ")
                .flatMap(unit -> Stream.of("", "\"", "[7", "{\"", "{\"id\":")
                        .map(head -> Arguments.of("json", "{\"devices\":[" + head, unit)));
        var lines = Stream.of("a", "\"", "\n", ",")
                .flatMap(unit -> Stream.of(
                        Arguments.of("csv", "", unit),
                        Arguments.of("csv", "id\n", unit),
                        Arguments.of("ndjson", "", unit)));
        var names = Stream.of(Arguments.of("json", "{", NAMES), Arguments.of("json", "{\"devices\":[{", NAMES));
        return Stream.of(json, lines, names).flatMap(cases -> cases);
    }

    @ParameterizedTest
    @MethodSource("endless")
    void whatNeverEndsIsNotHeld(String kind, String head, String unit) {
        // Given
        long before = heap();
        var file = new Endless(head, unit);
        var reader = reader(kind).apply(file);

        // When
        var fault = read(reader);

        // Then
        assertThat(file.heap - before).as("held after: %s", fault).isLessThan(MOST_HEAP);
    }

    private static Function<InputStream, RowReader> reader(String kind) {
        return switch (kind) {
            case "csv" -> CsvRowReader::new;
            case "ndjson" -> NdjsonRowReader::new;
            default -> JsonRowReader::new;
        };
    }

    /** The fault that the reader reports, unless it reads on until the test stops. */
    private static String read(RowReader reader) {
        try {
            while (reader.next().isPresent()) {
                // On to the next: rows are not kept.
            }
            return "";
        } catch (MalformedFileException e) {
            return e.getMessage();
        }
    }

    /** A file that repeats the same until the test stops; then its reader's heap is measured. */
    private static final class Endless extends InputStream {

        private final String unit;
        private byte[] piece;
        private int at;
        private int sent;
        private long heap;

        Endless(String head, String unit) {
            this.unit = unit;
            this.piece = head.getBytes(UTF_8);
        }

        @Override
        public int read() {
            var octet = new byte[1];
            return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
        }

        @Override
        public int read(byte[] octets, int offset, int length) {
            if (at == piece.length) {
                piece = HostileFileTest.piece(unit, sent);
                at = 0;
                sent += piece.length;
            }
            if (sent > ENDLESS) {
                heap = heap == 0 ? HostileFileTest.heap() : heap;
                return -1;
            }
            int copied = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, octets, offset, copied);
            at += copied;
            return copied;
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
