package dev.hallmark.sandbox.command;

import dev.hallmark.sandbox.console.Console;
import dev.hallmark.sandbox.deadletter.DeadLetter;
import dev.hallmark.sandbox.deadletter.DeadLetters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;

@CommandLine.Command(
        name = "dead-letters",
        description = "events that a consumer could not process: list them, and replay or discard each")
final class DeadLettersCommand implements Callable<Integer> {
    private final Console console = Console.standard();

    /** The dead letters that a command works on. */
    static final class Selection {
        @CommandLine.Parameters(paramLabel = "<id>", description = "<consumer>/<partition>/<offset>, as list shows it")
        private List<String> ids = List.of();

        @CommandLine.Option(names = "--all", description = "all open ones")
        private boolean all;

        @CommandLine.Option(names = "--consumer", description = "all open ones of this consumer")
        private String consumer;

        List<DeadLetter> of(List<DeadLetter> open) {
            if (!all && consumer == null && ids.isEmpty()) {
                throw new IllegalArgumentException("no dead letter is selected; give ids, --consumer <name> or --all");
            }
            for (var id : ids) {
                if (open.stream()
                        .noneMatch(deadLetter -> deadLetter.id().toString().equals(id))) {
                    throw new IllegalArgumentException("there is no open dead letter " + id);
                }
            }
            return open.stream().filter(this::contains).toList();
        }

        private boolean contains(DeadLetter deadLetter) {
            return all
                    || deadLetter.id().consumer().equals(consumer)
                    || ids.contains(deadLetter.id().toString());
        }
    }

    @Override
    public Integer call() throws IOException {
        return list(new KafkaOptions(), false);
    }

    @CommandLine.Command(name = "list", description = "the open ones of each consumer")
    int list(
            @CommandLine.Mixin KafkaOptions kafka,
            @CommandLine.Option(names = "--json", description = "for programs") boolean json)
            throws IOException {
        return on(kafka, box -> new DeadLetterReport(console).print(box.open(), json));
    }

    @CommandLine.Command(name = "show", description = "all headers and the value of a dead letter")
    int show(@CommandLine.Mixin KafkaOptions kafka, @CommandLine.Mixin Selection selection) throws IOException {
        return on(kafka, box -> selection.of(box.open()).forEach(this::show));
    }

    @CommandLine.Command(
            name = "replay",
            description = "send events to their consumer again, and to no other consumer; an event that fails again "
                    + "becomes a new dead letter")
    int replay(@CommandLine.Mixin KafkaOptions kafka, @CommandLine.Mixin Selection selection) throws IOException {
        return on(kafka, box -> settle(selection.of(box.open()), box::replay, "replayed"));
    }

    @CommandLine.Command(name = "discard", description = "close dead letters without processing them")
    int discard(@CommandLine.Mixin KafkaOptions kafka, @CommandLine.Mixin Selection selection) throws IOException {
        return on(kafka, box -> settle(selection.of(box.open()), box::discard, "discarded"));
    }

    private int on(KafkaOptions kafka, Consumer<DeadLetters> work) throws IOException {
        var settings = kafka.settings();
        try (var box = DeadLetters.at(settings)) {
            work.accept(box);
            return 0;
        } catch (KafkaException e) {
            console.line(console.bad("Kafka at %s: %s".formatted(settings.get("bootstrap.servers"), e.getMessage())));
            return 1;
        }
    }

    private void settle(List<DeadLetter> deadLetters, Consumer<DeadLetter> work, String done) {
        for (var deadLetter : deadLetters) {
            work.accept(deadLetter);
            console.line(done + " " + deadLetter.id());
        }
        if (deadLetters.isEmpty()) {
            console.line("No dead letters are open.");
        }
    }

    private void show(DeadLetter deadLetter) {
        console.line(console.strong(deadLetter.id().toString()));
        deadLetter.headers().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(header -> console.line("  %-20s %s".formatted(header.getKey(), header.getValue())));
        console.line(new String(deadLetter.value(), StandardCharsets.UTF_8));
    }
}
