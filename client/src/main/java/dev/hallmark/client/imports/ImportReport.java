package dev.hallmark.client.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How far an import is, and what came of its rows.
 *
 * @param kind {@code registrations} or {@code batch}
 * @param batch that the devices are imported into
 * @param received rows that have been dealt with: accepted, duplicate and rejected ones
 * @param problem why it failed
 * @param keptUntil when the file of a dry run is deleted that is kept
 * @param notKept why it is not, although that was asked for
 * @param errors the rejected rows, of more than a thousand the first thousand
 */
public record ImportReport(
        @JsonProperty("import") UUID id,
        String kind,
        Optional<UUID> batch,
        State state,
        boolean dryRun,
        boolean update,
        long received,
        long accepted,
        long duplicate,
        long rejected,
        Optional<Manifest> manifest,
        Optional<String> problem,
        List<RowError> errors,
        Optional<Instant> keptUntil,
        Optional<String> notKept,
        Optional<UUID> started,
        Instant startedAt,
        Instant updatedAt) {

    /**
     * What the file came with.
     *
     * @param key the name of the factory's key
     * @param kid its RFC 7638 thumbprint
     */
    public record Manifest(String key, String kid, String jws) {}

    /** A row that was rejected; both numbers begin at 1. */
    public record RowError(long row, long line, String reason) {}

    /** Of an import. */
    public enum State {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("completed")
        COMPLETED,
        @JsonProperty("failed")
        FAILED
    }

    public ImportReport {
        errors = List.copyOf(errors);
    }

    /** Whether every row was read and none was rejected. */
    public boolean isComplete() {
        return state == State.COMPLETED && rejected == 0;
    }
}
