package dev.hallmark.registry.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.registry.refusal.RegistryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkerTest {

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
    void aCompletedImportTakesNothingMore() {
        var whole = chunks(file(5000, ""), fresh()).getFirst();

        assertThat(chunks(file(5000, ""), at(5000, whole.digest(), true))).isEmpty();
        assertThatThrownBy(() -> chunks(file(5001, ""), at(5000, whole.digest(), true)))
                .isInstanceOf(RegistryException.class);
    }

    @Test
    void aFaultComesWithTheRowsBeforeIt() {
        var chunks = new Chunker(new JsonReader(), fresh())
                .read("{\"devices\":[\"%064x\", oops".formatted(1).getBytes(UTF_8));

        assertThat(chunks).hasSize(1);
        assertThat(chunks.getFirst().rows()).hasSize(1);
        assertThat(chunks.getFirst().fault()).isPresent();
    }

    private static List<Chunk> chunks(String file, Run run) {
        var chunker = new Chunker(new CsvReader(), run);
        var chunks = new ArrayList<>(chunker.read(file.getBytes(UTF_8)));
        chunks.addAll(chunker.end());
        return chunks;
    }

    private static String file(int rows, String prefix) {
        return IntStream.range(0, rows)
                .mapToObj(row -> prefix + "%064x".formatted(row).substring(prefix.length()))
                .collect(Collectors.joining("\n", "deviceId\n", "\n"));
    }

    private static Run fresh() {
        return at(0, RowDigest.START, false);
    }

    private static Run at(long received, byte[] digest, boolean completed) {
        var order = new ImportOrder(
                UUID.randomUUID(), TenantId.of("default"), "somebody", Optional.empty(), false, Optional.empty());
        return new Run(order, 1, received, digest, completed);
    }
}
