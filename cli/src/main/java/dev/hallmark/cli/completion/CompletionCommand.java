package dev.hallmark.cli.completion;

import java.util.Locale;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell completes commands with; zsh reads that of bash. */
@Command(
        name = "completion",
        description = {
            "Print what a shell completes the commands of hallmark-cli with:",
            "",
            "  source <(hallmark-cli completion bash)"
        })
public final class CompletionCommand implements Runnable {

    private final Supplier<CommandLine> all;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.BASH;

    private enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param all commands */
    public CompletionCommand(Supplier<CommandLine> all) {
        this.all = all;
    }

    @Override
    public void run() {
        if (shell == Shell.ZSH) {
            spec.commandLine().getOut().println("autoload -Uz compinit bashcompinit && compinit && bashcompinit");
        }
        spec.commandLine().getOut().println(AutoComplete.bash("hallmark-cli", all.get()));
        spec.commandLine().getOut().flush();
    }
}
