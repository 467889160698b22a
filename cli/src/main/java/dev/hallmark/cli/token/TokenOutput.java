package dev.hallmark.cli.token;

import dev.hallmark.cli.output.Format;
import dev.hallmark.cli.output.Output;
import dev.hallmark.cli.output.Table;
import dev.hallmark.client.token.MadeToken;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a token that was made, also alone, for a file or a variable. */
final class TokenOutput {

    private static final Table<MadeToken> MADE =
            Table.of("ID", made -> made.details().id());

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Form form = Form.TABLE;

    private enum Form {
        TABLE,
        JSON,
        YAML,
        NAME,
        TOKEN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    void print(MadeToken made) throws IOException {
        if (form == Form.TOKEN) {
            command.commandLine().getOut().println(made.token());
        } else {
            Output.of(command, Format.valueOf(form.name())).print(made, MADE);
        }
    }
}
