package dev.hallmark.console.settings;

import dev.hallmark.client.policy.TargetKind;
import io.quarkus.qute.TemplateExtension;
import java.util.Objects;

/** What the JSON Schema of a target's settings says about the target. */
@TemplateExtension
final class TargetWords {

    private TargetWords() {}

    static String title(TargetKind target) {
        return Objects.toString(target.settingsSchema().get("title"), target.kind());
    }

    static String description(TargetKind target) {
        return Objects.toString(target.settingsSchema().get("description"), "");
    }
}
