package dev.hallmark.console.device;

import dev.hallmark.client.device.DeviceFilter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What somebody looks for; each is empty when it is not asked for. */
public record DeviceSearch(String text, String state, String batch, String cursor) {

    public DeviceSearch {
        text = given(text);
        state = given(state);
        batch = given(batch);
        cursor = given(cursor);
    }

    /** Whether anything is asked for. */
    public boolean isNarrow() {
        return !(text + state + batch).isEmpty();
    }

    /** The address of the first page of the same search; empty on it. */
    public String first() {
        return cursor.isEmpty() ? "" : at("");
    }

    /** The address of the page after this one; empty on the last. */
    public String next(Optional<String> next) {
        return next.map(this::at).orElse("");
    }

    /** The address of a command for all that it finds. */
    public String job() {
        return "/devices/jobs/new?" + query();
    }

    private String at(String next) {
        return "/devices?%s&cursor=%s".formatted(query(), encoded(next));
    }

    private String query() {
        return "q=%s&state=%s&batch=%s".formatted(encoded(text), encoded(state), encoded(batch));
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

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
