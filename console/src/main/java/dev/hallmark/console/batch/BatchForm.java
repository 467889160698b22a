package dev.hallmark.console.batch;

import dev.hallmark.client.batch.NewBatch;
import dev.hallmark.console.frame.Form;
import java.util.Map;
import java.util.Optional;

/** A batch as somebody types it. */
public record BatchForm(String name, String policy, String rootOfTrust, boolean registers) {

    /** Before anything is typed. */
    public static BatchForm under(String policy) {
        return new BatchForm("", policy, "", false);
    }

    public static BatchForm sent(Form form) {
        return new BatchForm(
                form.text("name"),
                form.text("policy"),
                form.text("rootOfTrust"),
                "true".equals(form.text("registerOnImport")));
    }

    public NewBatch batch() {
        var root = Optional.of(rootOfTrust).filter(text -> !text.isEmpty());
        return new NewBatch(name, policy, root, registers, Map.of());
    }
}
