package dev.hallmark.console.audit;

import io.quarkus.qute.TemplateExtension;

/** What {@link AuditMessages#deed} knows a type of event by. */
@TemplateExtension(namespace = "event")
final class EventWords {

    private EventWords() {}

    static String deed(String type) {
        return ShownRecord.event(type);
    }
}
