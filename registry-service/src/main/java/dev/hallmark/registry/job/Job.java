package dev.hallmark.registry.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A command for many devices, and how far it is.
 *
 * @param devices how many it is for
 * @param changed those on which it was carried out
 * @param unchanged those that were as it would make them
 * @param refused those on which it is not possible
 * @param refusals of the refused ones, the first thousand
 * @param by who asked for it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Job")
record Job(
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
    @Schema(name = "RefusedDevice")
    record Refused(String deviceId, String reason) {}

    /** Of a job. */
    enum State {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("completed")
        COMPLETED,
        @JsonProperty("cancelled")
        CANCELLED
    }
}
