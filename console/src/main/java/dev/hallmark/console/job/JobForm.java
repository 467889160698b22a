package dev.hallmark.console.job;

import dev.hallmark.client.device.DeviceFilter;
import dev.hallmark.client.device.LifecycleCommand;
import dev.hallmark.client.job.NewJob;
import java.util.List;
import java.util.Optional;

/**
 * Which devices a command is for: those that were ticked, or else all that a search finds. Texts are empty where nothing is
 * asked for.
 */
public record JobForm(List<String> devices, String text, String state, String batch) {

    public JobForm {
        devices = List.copyOf(devices);
        text = given(text);
        state = given(state);
        batch = given(batch);
    }

    /** Whether it says which devices. */
    boolean isEmpty() {
        return devices.isEmpty() && (text + state + batch).isEmpty();
    }

    NewJob job(LifecycleCommand command, String reason) {
        return devices.isEmpty() ? NewJob.of(command, reason, filter()) : NewJob.of(command, reason, devices);
    }

    private DeviceFilter filter() {
        return new DeviceFilter(present(batch), Optional.empty(), present(state), present(text));
    }

    private static String given(String value) {
        return value == null ? "" : value.strip();
    }

    private static Optional<String> present(String value) {
        return Optional.of(value).filter(text -> !text.isEmpty());
    }
}
