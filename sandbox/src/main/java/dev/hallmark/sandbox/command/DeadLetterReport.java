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

    void print(List<DeadLetter> deadLetters, boolean json) {
        if (json) {
            console.line(write(deadLetters.stream().map(DeadLetterReport::entry).toList()));
        } else if (deadLetters.isEmpty()) {
            console.line("There are no dead letters.");
        } else {
            deadLetters.forEach(this::print);
            console.line(console.faint("./hallmark dead-letters show|replay|discard <id>, or --all"));
        }
    }

    private void print(DeadLetter deadLetter) {
        var when = TIME.format(deadLetter.time().atZone(ZoneId.systemDefault()));
        console.line("%s  %s  %s  from %s"
                .formatted(
                        console.strong(deadLetter.id().toString()), when, shortType(deadLetter), deadLetter.origin()));
        console.line("    about " + deadLetter.subject());
        console.line("    " + console.bad(deadLetter.cause()));
    }

    private static String shortType(DeadLetter deadLetter) {
        return deadLetter.type().replaceFirst("^dev\\.hallmark\\.", "");
    }

    private static Map<String, String> entry(DeadLetter deadLetter) {
        return Map.of(
                "id", deadLetter.id().toString(),
                "consumer", deadLetter.id().consumer(),
                "time", deadLetter.time().toString(),
                "type", deadLetter.type(),
                "subject", deadLetter.subject(),
                "origin", deadLetter.origin(),
                "cause", deadLetter.cause());
    }

    private static String write(Object value) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
