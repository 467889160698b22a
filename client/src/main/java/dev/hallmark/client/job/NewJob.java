package dev.hallmark.client.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallmark.client.device.DeviceFilter;
import dev.hallmark.client.device.LifecycleCommand;
import java.util.List;
import java.util.Optional;

/**
 * A lifecycle command for many devices: for those that are named, or for all that a filter finds.
 *
 * @param reason for the timelines and the audit records, at most 500 characters
 * @param devices ids or common names, at most a thousand
 * @param expected how many devices there were when somebody looked; the job is refused when it is another number by now
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NewJob(
        String command,
        String reason,
        Optional<List<String>> devices,
        Optional<Filter> filter,
        Optional<Long> expected) {

    /** As in {@link DeviceFilter}. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Filter(Optional<String> state, Optional<String> batch, Optional<String> policy, Optional<String> q) {}

    public static NewJob of(LifecycleCommand command, String reason, List<String> devices) {
        return new NewJob(
                command.toString(), reason, Optional.of(List.copyOf(devices)), Optional.empty(), Optional.empty());
    }

    public static NewJob of(LifecycleCommand command, String reason, DeviceFilter filter) {
        var found = new Filter(filter.state(), filter.batch(), filter.policy(), filter.text());
        return new NewJob(command.toString(), reason, Optional.empty(), Optional.of(found), Optional.empty());
    }

    public NewJob expecting(long number) {
        return new NewJob(command, reason, devices, filter, Optional.of(number));
    }
}
