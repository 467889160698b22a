package dev.hallmark.registry.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How far an import has come: {@code received} rows, each of which is in exactly one of the three counts after it.
 *
 * @param problem why it failed
 * @param errors the first thousand rows that were left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportReport(
        @JsonProperty("import") UUID id,
        String kind,
        UUID batch,
        State state,
        boolean dryRun,
        long received,
        long accepted,
        long duplicate,
        long rejected,
        String problem,
        List<RowError> errors,
        Instant startedAt,
        Instant updatedAt) {

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
