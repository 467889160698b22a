package dev.hallmark.console.signin;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link that signs a user in.
 *
 * @param hash SHA-256 of its code, in hexadecimal digits
 */
record SandboxLink(String hash, String user, Instant expiresAt) {

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) (\\S+) (\\d{1,11})");

    /** Of a line of the file; another program may be writing it, so that a line in no form is no link. */
    static Optional<SandboxLink> parse(String line) {
        return Optional.of(LINE.matcher(line))
                .filter(Matcher::matches)
                .map(link -> new SandboxLink(
                        link.group(1), link.group(2), Instant.ofEpochSecond(Long.parseLong(link.group(3)))));
    }
}
