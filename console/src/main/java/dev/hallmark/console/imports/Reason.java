package dev.hallmark.console.imports;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Why rows are rejected, by what can be done about it; docs/registration.md lists the registry's sentences. */
public enum Reason {
    NOT_REGISTERED("not registered by a factory"),
    OTHER_BATCH("already in another batch"),
    STANDING("the device is (revoked|retired|suspended|transferring)"),
    DIFFERENT("(the stored|no) .*; an operator can change it .*"),
    FIXED(".* and cannot be changed: .*"),
    UNAVAILABLE("cannot be registered"),
    SAME_MOMENT("changed at the same moment, import it again"),
    UNREADABLE(".*");

    @SuppressWarnings("ImmutableEnumChecker") // Immutable.
    private final Pattern sentence;

    Reason(String sentence) {
        this.sentence = Pattern.compile(sentence, Pattern.DOTALL);
    }

    static Reason of(String sentence) {
        return Arrays.stream(values())
                .filter(reason -> reason.sentence.matcher(sentence).matches())
                .findFirst()
                .orElse(UNREADABLE);
    }
}
