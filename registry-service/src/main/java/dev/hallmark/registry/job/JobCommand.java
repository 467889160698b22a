package dev.hallmark.registry.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hallmark.registry.device.LifecycleCommand;

/** What a job does with each of its devices. */
enum JobCommand {
    @JsonProperty("suspend")
    SUSPEND(LifecycleCommand.SUSPEND),
    @JsonProperty("resume")
    RESUME(LifecycleCommand.RESUME),
    @JsonProperty("retire")
    RETIRE(LifecycleCommand.RETIRE),
    @JsonProperty("re-enrol")
    RE_ENROL(LifecycleCommand.RE_ENROL),
    @JsonProperty("revoke")
    REVOKE(LifecycleCommand.REVOKE);

    private final LifecycleCommand each;

    JobCommand(LifecycleCommand each) {
        this.each = each;
    }

    LifecycleCommand each() {
        return each;
    }
}
