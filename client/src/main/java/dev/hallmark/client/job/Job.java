package dev.hallmark.client.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A lifecycle command for many devices, and how far it is.
 *
 * @param command such as {@code re-enrol}
 * @param devices how many it is for
 * @param changed those on which it was carried out
 * @param unchanged those that were as it would make them
 * @param refused those on which it is not possible
 * @param refusals of the refused ones, the first thousand; none in a list of jobs
 * @param by who asked for it
 */
public record Job(
        UUID id,
        String command,
        String reason,
        State state,
        long devices,
        long changed,
        long unchanged,
        long refused,
        List<Refused> refusals,
        String by,
        Instant createdAt,
        Instant updatedAt) {

    /** A device on which the command is not possible, and why. */
    public record Refused(String deviceId, String reason) {}

    /** Of a job. */
    public enum State {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("completed")
        COMPLETED,
        @JsonProperty("cancelled")
        CANCELLED
    }

    public Job {
        refusals = refusals == null ? List.of() : List.copyOf(refusals);
    }

    /** How many devices it has dealt with. */
    public long done() {
        return changed + unchanged + refused;
    }

    /** Whether it came to its end and no device was refused. */
    public boolean isComplete() {
        return state == State.COMPLETED && refused == 0;
    }
}
