package dev.hallmark.policy.policy;

import java.util.Arrays;
import java.util.List;

/**
 * The versions for which a caller wants a change to happen (RFC 9110 §13.1.1). A policy's entity tag is its version in
 * quotes; a weak one matches nothing.
 */
record IfMatch(List<String> tags) {

    IfMatch {
        tags = List.copyOf(tags);
    }

    /** Reads the header; without one, any version will do. */
    static IfMatch read(String header) {
        return header == null
                ? new IfMatch(List.of("*"))
                : new IfMatch(
                        Arrays.stream(header.split(",")).map(String::strip).toList());
    }

    static String tag(int version) {
        return "\"" + version + "\"";
    }

    boolean matches(int version) {
        return tags.contains("*") || tags.contains(tag(version));
    }
}
