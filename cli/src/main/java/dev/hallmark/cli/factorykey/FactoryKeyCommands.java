package dev.hallmark.cli.factorykey;

import dev.hallmark.cli.environment.Confirmation;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.output.ListOutput;
import dev.hallmark.cli.output.Output;
import dev.hallmark.cli.output.Table;
import dev.hallmark.client.factorykey.FactoryKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "factory-keys", description = "The keys with which factories sign the manifests of their files.")
public final class FactoryKeyCommands {

    private static final Table<FactoryKey> KEYS = Table.of("KID", FactoryKey::kid)
            .and("NAME", FactoryKey::name)
            .and("ALGORITHM", FactoryKey::algorithm)
            .and("CREATED", FactoryKey::createdAt)
            .and("BY", FactoryKey::createdBy)
            .and("REVOKED", FactoryKey::revokedAt)
            .and("REASON", FactoryKey::reason);

    private final Session session;

    public FactoryKeyCommands(Session session) {
        this.session = session;
    }

    @Command(description = "List the keys.")
    int list(@Mixin ListOutput output) throws IOException, InterruptedException, CommandFailure {
        output.print(session.client().factoryKeys().list(), KEYS);
        return ExitCode.OK.number();
    }

    @Command(description = "Add a key.")
    int add(
            @Parameters(paramLabel = "NAME", description = "at most 100 characters") String name,
            @Parameters(paramLabel = "FILE", description = "the public key, in PEM") Path file,
            @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        output.print(session.client().factoryKeys().add(name, Files.readString(file)), KEYS);
        return ExitCode.OK.number();
    }

    @Command(description = "Revoke a key: nothing that it has signed is accepted any more.")
    int revoke(
            @Parameters(paramLabel = "KID", description = "its RFC 7638 thumbprint") String kid,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "for the audit record")
                    String reason,
            @Mixin Confirmation confirmation,
            @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        confirmation.require(
                session.environment(), "No manifest that key %s has signed is accepted any more.".formatted(kid));
        output.print(session.client().factoryKeys().revoke(kid, reason), KEYS);
        return ExitCode.OK.number();
    }
}
