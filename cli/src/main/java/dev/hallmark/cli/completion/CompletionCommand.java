package dev.hallmark.cli.completion;

import java.util.Locale;
import picocli.AutoComplete;
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

    @Override
    public void run() {
        if (shell == Shell.ZSH) {
            spec.commandLine().getOut().println("autoload -Uz compinit bashcompinit && compinit && bashcompinit");
        }
        var root = spec.root().commandLine();
        spec.commandLine().getOut().println(AutoComplete.bash("hallmark-cli", root));
        spec.commandLine().getOut().flush();
    }
}
