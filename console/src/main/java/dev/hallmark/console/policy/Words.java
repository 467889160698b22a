package dev.hallmark.console.policy;

import io.quarkus.qute.TemplateExtension;
import java.util.List;

/** What policies say, as text. */
@TemplateExtension(namespace = "words")
final class Words {

    private Words() {}

    static String joined(List<String> names) {
        return String.join(", ", names);
    }

    /** An ISO 8601 duration in days or hours, which read alike in English and German; any other as it is. */
    static String duration(String iso) {
        return iso.replaceFirst("^P(\\d+)D$", "$1 d").replaceFirst("^PT(\\d+)H$", "$1 h");
    }
}
