package dev.hallmark.registry.imports;

import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers the rows of a file into chunks. Rows that an earlier request with the same key has worked off are passed
 * over, once they are seen to be the same.
 */
final class Chunker {

    private final RowReader reader;
    private final Run run;
    private final RowDigest digest = new RowDigest();
    private final List<Chunk> full = new ArrayList<>();
    private List<ImportRow> rows = new ArrayList<>();
    private long passed;

    Chunker(RowReader reader, Run run) {
        this.reader = reader;
        this.run = run;
    }

    /** The chunks that this piece of the file completes; the last one has a fault if the file cannot be read on. */
    List<Chunk> read(byte[] piece) {
        try {
            reader.read(piece, this::add);
        } catch (MalformedFileException e) {
            close(Optional.of(e));
        }
        return taken();
    }

    /** What is left at the end of the file. */
    List<Chunk> end() {
        try {
            reader.end(this::add);
            close(Optional.empty());
        } catch (MalformedFileException e) {
            close(Optional.of(e));
        }
        return taken();
    }

    private void add(ImportRow row) {
        if (passed < run.received()) {
            digest.add(row);
            passed++;
            requireSame(passed < run.received() || digest.is(run.digest()));
            return;
        }
        requireSame(!run.completed());
        digest.add(row);
        rows.add(row);
        if (rows.size() == Chunk.ROWS) {
            cut(Optional.empty());
        }
    }

    private void close(Optional<MalformedFileException> fault) {
        requireSame(passed == run.received() && (fault.isEmpty() || !run.completed()));
        if (fault.isPresent() || !rows.isEmpty()) {
            cut(fault);
        }
    }

    private void cut(Optional<MalformedFileException> fault) {
        full.add(new Chunk(rows, digest.value(), fault));
        rows = new ArrayList<>();
    }

    private List<Chunk> taken() {
        var chunks = List.copyOf(full);
        full.clear();
        return chunks;
    }

    private static void requireSame(boolean same) {
        if (!same) {
            throw new RegistryException(
                    Refusal.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key belongs to another file. Send this one with a new key.");
        }
    }
}
