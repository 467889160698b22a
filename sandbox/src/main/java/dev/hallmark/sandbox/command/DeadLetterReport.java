package dev.hallmark.sandbox.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.sandbox.console.Console;
import dev.hallmark.sandbox.deadletter.DeadLetter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** The open dead letters on a screen, or as JSON. */
final class DeadLetterReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Console console;

    DeadLetterReport(Console console) {
        this.console = console;
    }

    void print(List<DeadLetter> letters, boolean json) {
        if (json) {
            console.line(write(letters.stream().map(DeadLetterReport::entry).toList()));
        } else if (letters.isEmpty()) {
            console.line("There are no dead letters.");
        } else {
            letters.forEach(this::print);
            console.line(console.faint("./hallmark dead-letters show|replay|discard <id>, or --all"));
        }
    }

    private void print(DeadLetter letter) {
        var when = TIME.format(letter.time().atZone(ZoneId.systemDefault()));
        console.line("%s  %s  %s  from %s"
                .formatted(console.strong(letter.id().toString()), when, shortType(letter), letter.origin()));
        console.line("    about " + letter.subject());
        console.line("    " + console.bad(letter.cause()));
    }

    private static String shortType(DeadLetter letter) {
        return letter.type().replaceFirst("^dev\\.hallmark\\.", "");
    }

    private static Map<String, String> entry(DeadLetter letter) {
        return Map.of(
                "id", letter.id().toString(),
                "consumer", letter.id().consumer(),
                "time", letter.time().toString(),
                "type", letter.type(),
                "subject", letter.subject(),
                "origin", letter.origin(),
                "cause", letter.cause());
    }

    private static String write(Object value) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
