package dev.hallmark.policy.connection;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code Prefer} header (RFC 7240). What it asks for is never an error: what is not understood is passed over. */
final class Prefer {

    private static final Pattern WAIT =
            Pattern.compile("(?:^|,)\\s*wait\\s*=\\s*\"?(\\d{1,6})\"?\\s*(?:;[^,]*)?(?=,|$)", Pattern.CASE_INSENSITIVE);

    private Prefer() {}

    /** How long the client is ready to wait (RFC 7240 §4.3); the first word counts (§2). */
    static Optional<Duration> waiting(List<String> headers) {
        var wait = WAIT.matcher(String.join(",", headers));
        return wait.find() ? Optional.of(Duration.ofSeconds(Long.parseLong(wait.group(1)))) : Optional.empty();
    }
}
