package dev.hallmark.registry.imports;

import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The rows of a file in chunks. Rows that an earlier attempt has worked off are passed over, once they are seen to be the
 * same.
 */
final class Chunks {

    private final RowReader reader;
    private final ImportAttempt attempt;
    private final RowDigest digest = new RowDigest();
    private long read;
    private boolean ended;

    Chunks(RowReader reader, ImportAttempt attempt) {
        this.reader = reader;
        this.attempt = attempt;
    }

    /** How many rows were read so far. */
    long read() {
        return read;
    }

    /** The next chunk; the last has a fault if the file cannot be read on. Empty at the end of the file. */
    Optional<Chunk> next() {
        if (ended) {
            return Optional.empty();
        }
        var rows = new ArrayList<ImportRow>();
        try {
            while (!ended && rows.size() < Chunk.ROWS) {
                var row = reader.next();
                row.filter(this::isNew).ifPresent(rows::add);
                ended = row.isEmpty();
            }
            if (ended) {
                requireSame(read >= attempt.received());
                requireRows();
            }
            return rows.isEmpty() ? Optional.empty() : Optional.of(new Chunk(rows, digest.value(), Optional.empty()));
        } catch (MalformedFileException e) {
            ended = true;
            requireSame(read >= attempt.received() && !attempt.completed());
            return Optional.of(new Chunk(rows, digest.value(), Optional.of(e)));
        }
    }

    private boolean isNew(ImportRow row) {
        digest.add(row);
        read++;
        boolean isNew = read > attempt.received();
        requireSame(isNew ? !attempt.completed() : read < attempt.received() || digest.is(attempt.digest()));
        return isNew;
    }

    private void requireRows() throws MalformedFileException {
        if (read == 0) {
            throw MalformedFileException.noRows();
        }
    }

    private static void requireSame(boolean same) {
        if (!same) {
            throw new RegistryException(
                    Refusal.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key belongs to another file. Send this one with a new key.");
        }
    }
}
