package dev.hallmark.console.frame;

import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How pages write values. */
@TemplateExtension
final class Formats {

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private Formats() {}

    /** In UTC, which logs and audit records have too. */
    static String utc(Instant instant) {
        return MINUTES.format(instant);
    }

    /** In groups of four, as on labels. */
    static String grouped(String hex) {
        return hex.replaceAll("(.{4})(?=.)", "$1 ");
    }

    @TemplateExtension(namespace = "state", matchName = "colour")
    static String colour(String state) {
        return DeviceState.colourOf(state);
    }
}
