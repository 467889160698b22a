package dev.hallmark.registry.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The progress of an import: {@code received} rows, each of which is in exactly one of the three counts after it.
 *
 * @param manifest the manifest that a factory signed; null when the file has none
 * @param problem why it failed
 * @param errors the first thousand rows that were left out
 * @param keptUntil when the file of a dry run is deleted; null when it is not kept, or was deleted after its import
 * @param notKept why it is not, although that was asked for; null when it is, or was not
 * @param started the import that began with that file; null before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportReport(
        @JsonProperty("import") UUID id,
        String kind,
        UUID batch,
        State state,
        boolean dryRun,
        boolean update,
        long received,
        long accepted,
        long duplicate,
        long rejected,
        Manifest manifest,
        String problem,
        List<RowError> errors,
        Instant keptUntil,
        String notKept,
        UUID started,
        Instant startedAt,
        Instant updatedAt) {

    /**
     * What the file came with.
     *
     * @param key the name of the factory's key
     * @param kid the key's RFC 7638 thumbprint
     * @param jws the manifest itself, so that it can be verified again
     */
    public record Manifest(String key, String kid, String jws) {}

    /**
     * A row that was left out.
     *
     * @param row how many rows came before it, plus one: with the line, it finds an element of JSON that is all on one
     *     line
     */
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

    boolean running() {
        return state == State.RUNNING;
    }
}
