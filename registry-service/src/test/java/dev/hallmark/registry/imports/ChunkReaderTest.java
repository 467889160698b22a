package dev.hallmark.registry.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.registry.refusal.RegistryException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChunkReaderTest {

    private static final int ROWS = 12_001;

    @Test
    void rowsAreCutIntoChunks() {
        var chunks = chunks(file(ROWS, ""), fresh());

        assertThat(chunks).extracting(chunk -> chunk.rows().size()).containsExactly(5000, 5000, 2001);
        assertThat(chunks).allMatch(chunk -> chunk.fault().isEmpty());
    }

    @Test
    void theSameFileGoesOnWhereItStood() {
        // Given
        var before = chunks(file(ROWS, ""), fresh()).get(1);

        // When
        var chunks = chunks(file(ROWS, ""), at(10_000, before.digest(), false));

        // Then
        assertThat(chunks).hasSize(1);
        assertThat(chunks.getFirst().rows().getFirst().number()).isEqualTo(10_001);
    }

    @Test
    void anotherFileWithTheSameKeyIsRefused() {
        var before = chunks(file(ROWS, ""), fresh()).getFirst();

        assertThatThrownBy(() -> chunks(file(ROWS, "f"), at(5000, before.digest(), false)))
                .isInstanceOf(RegistryException.class);
        assertThatThrownBy(() -> chunks(file(4999, ""), at(5000, before.digest(), false)))
                .isInstanceOf(RegistryException.class);
    }

    @Test
    void aCompletedImportAcceptsNothingMore() {
        var whole = chunks(file(5000, ""), fresh()).getFirst();

        assertThat(chunks(file(5000, ""), at(5000, whole.digest(), true))).isEmpty();
        assertThatThrownBy(() -> chunks(file(5001, ""), at(5000, whole.digest(), true)))
                .isInstanceOf(RegistryException.class);
    }

    @Test
    void aFaultComesWithTheRowsBeforeIt() {
        var chunks = chunks(new JsonRowReader(content("{\"devices\":[\"%064x\", oops".formatted(1))), fresh());

        assertThat(chunks).hasSize(1);
        assertThat(chunks.getFirst().rows()).hasSize(1);
        assertThat(chunks.getFirst().fault()).isPresent();
    }

    @Test
    void aFileWithoutRowsIsAtFault() {
        var chunks = chunks("deviceId,serial%064x,A-1".formatted(1), fresh());

        assertThat(chunks).hasSize(1);
        assertThat(chunks.getFirst().rows()).isEmpty();
        assertThat(chunks.getFirst().fault()).get().satisfies(fault -> assertThat(fault.getMessage())
                .startsWith("No rows found.")
                .contains("--data-binary"));
    }

    @Test
    void whatAFileSaysDifferentlyOfADeviceComesATurnLater() {
        // Given
        var file = "deviceId,serial\n"
                + Stream.of("1,A", "2,B", "1,A", "1,C", "1,A", "2,B")
                        .map(row -> "0".repeat(63) + row)
                        .collect(Collectors.joining("\n"));

        // When
        var turns = chunks(file, fresh()).getFirst().turns();

        // Then
        assertThat(turns.stream()
                        .map(turn -> turn.stream().map(ImportRow.Good::number).toList()))
                .containsExactly(List.of(1L, 2L), List.of(4L), List.of(5L));
    }

    private static List<ChunkReader.Chunk> chunks(String file, ImportStore.Attempt attempt) {
        return chunks(new CsvRowReader(content(file)), attempt);
    }

    private static List<ChunkReader.Chunk> chunks(RowReader reader, ImportStore.Attempt attempt) {
        var chunks = new ChunkReader(reader, attempt);
        return Stream.generate(chunks::next)
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .toList();
    }

    private static InputStream content(String file) {
        return new ByteArrayInputStream(file.getBytes(UTF_8));
    }

    private static String file(int rows, String prefix) {
        return IntStream.range(0, rows)
                .mapToObj(row -> prefix + "%064x".formatted(row).substring(prefix.length()))
                .collect(Collectors.joining("\n", "deviceId\n", "\n"));
    }

    private static ImportStore.Attempt fresh() {
        return at(0, RowDigest.START, false);
    }

    private static ImportStore.Attempt at(long received, byte[] digest, boolean completed) {
        var request = new ImportRequest(
                UUID.randomUUID(),
                TenantId.of("default"),
                "somebody",
                Optional.empty(),
                false,
                false,
                Optional.empty());
        return new ImportStore.Attempt(request, 1, received, digest, completed);
    }
}
