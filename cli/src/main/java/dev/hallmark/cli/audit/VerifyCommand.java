package dev.hallmark.cli.audit;

import dev.hallmark.cli.output.Printable;
import dev.hallmark.events.audit.chain.PublicKeys;
import dev.hallmark.events.audit.chain.SignedStatement;
import dev.hallmark.events.audit.chain.TrailVerifier;
import dev.hallmark.events.audit.chain.Verdict;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies an export of the audit trail. */
@Command(
        name = "verify",
        description = {
            "Verify an export of the audit trail: that no record was changed, removed, inserted or moved.",
            "It names the first one that was."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:intact", "1:not intact", "2:arguments or files that cannot be used"})
final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the export, of /api/audit/v1/export")
    private Path file;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "the public keys of checkpoints, PEM, of /api/audit/v1/key.pem")
    private Path key;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "a checkpoint that was published earlier, JSON: shows a tail that was cut off")
    private Path checkpoint;

    @Option(
            names = "--from",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "the record that the export was asked to begin with; default: all records that there are")
    private long from;

    @Override
    public Integer call() throws IOException {
        var keys = read(key, "--key", PublicKeys::read);
        var published = checkpoint == null
                ? Optional.<SignedStatement>empty()
                : Optional.of(read(checkpoint, "--checkpoint", SignedStatement::read));
        try (var export = Files.newBufferedReader(file)) {
            var verdict = new TrailVerifier(keys, published, from).verify(export);
            spec.commandLine().getOut().println(Printable.of(verdict.text()));
            return verdict instanceof Verdict.Intact ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (NoSuchFileException e) {
            throw unusable(file, "FILE", "there is no such file");
        } catch (CharacterCodingException e) {
            throw unusable(file, "FILE", "it is not UTF-8");
        }
    }

    private <T> T read(Path from, String parameter, Function<String, T> form) throws IOException {
        try {
            return form.apply(Files.readString(from));
        } catch (NoSuchFileException e) {
            throw unusable(from, parameter, "there is no such file");
        } catch (CharacterCodingException e) {
            throw unusable(from, parameter, "it is not UTF-8");
        } catch (IllegalArgumentException e) {
            throw unusable(from, parameter, e.getMessage());
        }
    }

    private ParameterException unusable(Path from, String parameter, String why) {
        return new ParameterException(spec.commandLine(), "%s %s cannot be used: %s".formatted(parameter, from, why));
    }
}
