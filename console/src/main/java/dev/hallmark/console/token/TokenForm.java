package dev.hallmark.console.token;

import dev.hallmark.client.token.NewMachineToken;
import dev.hallmark.console.frame.Form;
import dev.hallmark.operator.access.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A token as somebody asks for it. */
public record TokenForm(String name, List<String> permissions, String days) {

    /** Before anything is chosen. */
    static final TokenForm EMPTY = new TokenForm("", List.of(), "90");

    public TokenForm {
        permissions = List.copyOf(permissions);
    }

    static TokenForm sent(Form form) {
        return new TokenForm(form.text("name"), form.texts("permission"), form.text("days"));
    }

    public boolean has(Permission permission) {
        return permissions.contains(permission.toString());
    }

    /** Days that are no number are none: the service says what it accepts. */
    NewMachineToken wanted(Instant now) {
        var valid = days.matches("[0-9]{1,4}") ? Integer.parseInt(days) : 0;
        return new NewMachineToken(name, permissions, now.plus(Duration.ofDays(valid)));
    }
}
