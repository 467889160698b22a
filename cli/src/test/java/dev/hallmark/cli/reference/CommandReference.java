package dev.hallmark.cli.reference;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the page of the reference that lists the commands of the operators' command line. */
final class CommandReference {

    private static final String HEAD =
            """
            # Commands

            All commands of the [command line](../cli.md), generated from the commands themselves. In a checkout
            `hallmark-cli` is `./hallmark ctl`. Each also has `--help`.
            """;

    private CommandReference() {}

    static String page(CommandLine root) {
        return HEAD
                + root.getSubcommands().values().stream()
                        .map(command -> section(command.getCommandSpec()))
                        .collect(Collectors.joining());
    }

    private static String section(CommandSpec command) {
        var children = command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .map(CommandReference::entry)
                .collect(Collectors.joining());
        var own = children.isEmpty() ? usage(command) + table(command) : children;
        return "\n## %s\n\n%s\n%s".formatted(command.name(), description(command), own);
    }

    private static String entry(CommandSpec command) {
        return "\n### %s\n\n%s\n%s%s"
                .formatted(
                        command.qualifiedName().substring(command.root().name().length() + 1),
                        description(command),
                        usage(command),
                        table(command));
    }

    private static String description(CommandSpec command) {
        return Stream.of(command.usageMessage().description())
                .map(CommandReference::resolved)
                .collect(Collectors.joining("\n"));
    }

    private static String usage(CommandSpec command) {
        var required = command.options().stream()
                .filter(OptionSpec::required)
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .map(option -> option.longestName() + " " + option.paramLabel());
        var parameters = command.positionalParameters().stream().map(CommandReference::place);
        return "\n```\n%s\n```\n"
                .formatted(Stream.of(Stream.of(command.qualifiedName()), required, parameters)
                        .flatMap(parts -> parts)
                        .collect(Collectors.joining(" ")));
    }

    private static String place(PositionalParamSpec parameter) {
        var label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
        return parameter.required() ? label : "[" + label + "]";
    }

    private static String table(CommandSpec command) {
        var rows = Stream.concat(
                        command.positionalParameters().stream()
                                .map(parameter -> row(parameter.paramLabel(), parameter)),
                        command.options().stream()
                                .filter(option ->
                                        !List.of("--help", "--version").contains(option.longestName()))
                                .sorted(Comparator.comparing(OptionSpec::longestName))
                                .map(option -> row(names(option), option)))
                .toList();
        return rows.isEmpty() ? "" : "\n| | |\n|---|---|\n" + String.join("", rows);
    }

    private static String names(OptionSpec option) {
        var names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private static String row(String name, ArgSpec argument) {
        return "| `%s` | %s |\n".formatted(name, argument.description()[0].replace("|", "\\|"));
    }

    private static String resolved(String line) {
        return line.startsWith("  ") ? "`" + line.strip() + "`" : line;
    }
}
