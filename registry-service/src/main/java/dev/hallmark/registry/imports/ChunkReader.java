package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the rows of a file in chunks. Rows that an earlier attempt has imported are skipped, once they are seen to be the
 * same.
 */
final class ChunkReader {

    private final RowReader reader;
    private final ImportStore.Attempt attempt;
    private final RowDigest digest = new RowDigest();
    private long read;
    private boolean ended;

    /**
     * Rows that are imported in one transaction.
     *
     * @param digest of all rows of the file up to the last of these
     * @param fault why nothing after them can be read
     */
    record Chunk(List<ImportRow> rows, byte[] digest, Optional<MalformedFileException> fault) {

        /** A bulk statement gains little above some thousand rows, and a chunk is what a crash may cost. */
        static final int ROWS = 5000;

        Chunk {
            rows = List.copyOf(rows);
        }

        /**
         * The rows in turns, each of which names a device once: where a later row says something else about a device, it
         * comes a turn later, and so is compared with what the earlier row has stored. A row that only repeats the one
         * before it is in no turn.
         */
        List<List<ImportRow.Good>> turns() {
            var turns = new ArrayList<List<ImportRow.Good>>();
            Map<DeviceId, DeviceEntry> last = new HashMap<>();
            Map<DeviceId, Integer> next = new HashMap<>();
            for (var row : rows) {
                if (row instanceof ImportRow.Good good
                        && !good.device().equals(last.put(good.device().id(), good.device()))) {
                    int turn = next.merge(good.device().id(), 1, Integer::sum) - 1;
                    if (turn == turns.size()) {
                        turns.add(new ArrayList<>());
                    }
                    turns.get(turn).add(good);
                }
            }
            return turns;
        }
    }

    ChunkReader(RowReader reader, ImportStore.Attempt attempt) {
        this.reader = reader;
        this.attempt = attempt;
    }

    /** The number of rows read so far. */
    long read() {
        return read;
    }

    /** The next chunk; the last has a fault if the file is malformed after it. Empty at the end of the file. */
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
