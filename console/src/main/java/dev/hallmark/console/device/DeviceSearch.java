package dev.hallmark.console.device;

import dev.hallmark.client.device.DeviceFilter;
import dev.hallmark.console.frame.Address;
import java.util.Optional;

/** What somebody looks for; each is empty when it is not asked for. */
public record DeviceSearch(String text, String state, String batch) {

    public DeviceSearch {
        text = given(text);
        state = given(state);
        batch = given(batch);
    }

    /** Whether anything is asked for. */
    public boolean isNarrow() {
        return !(text + state + batch).isEmpty();
    }

    String address() {
        return at("/devices");
    }

    /** The address of a command for all that it finds. */
    public String job() {
        return at("/devices/jobs/new");
    }

    private String at(String page) {
        return new Address(page)
                .and("q", text)
                .and("state", state)
                .and("batch", batch)
                .toString();
    }

    DeviceFilter filter() {
        return new DeviceFilter(present(batch), Optional.empty(), present(state), present(text));
    }

    private static String given(String value) {
        return value == null ? "" : value.strip();
    }

    private static Optional<String> present(String value) {
        return Optional.of(value).filter(text -> !text.isEmpty());
    }
}
