package dev.hallmark.cli.batch;

import dev.hallmark.cli.environment.Confirmation;
import dev.hallmark.cli.environment.Waiting;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.imports.ImportOptions;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.output.ListOutput;
import dev.hallmark.cli.output.Output;
import dev.hallmark.cli.output.Table;
import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.batch.Batch;
import dev.hallmark.client.batch.NewBatch;
import dev.hallmark.client.http.ApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "batches", description = "Devices under one policy.")
public final class BatchCommands {

    private static final Table<Batch> BATCHES = Table.of("NAME", Batch::name)
            .and("POLICY", Batch::policyName)
            .and("DEVICES", Batch::devices)
            .and("CREATED", Batch::createdAt)
            .and("BY", Batch::createdBy)
            .and("ID", Batch::id);

    private static final Duration ARRIVAL = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Session session;

    public BatchCommands(Session session) {
        this.session = session;
    }

    @Command(description = "List batches.")
    int list(@Mixin ListOutput output) throws IOException, InterruptedException, CommandFailure {
        output.print(session.client().batches().list(), BATCHES);
        return ExitCode.OK.number();
    }

    @Command(description = "Show a batch, and how many of its devices are in each state.")
    int show(
            @Parameters(paramLabel = "BATCH", description = "its name or id") String batch,
            @Option(names = "--wait", description = "until all its devices are onboarded") boolean wait,
            @Mixin Waiting waiting,
            @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        var batches = session.client().batches();
        var found = wait
                ? waiting.until(
                        "all devices of %s are onboarded".formatted(batch),
                        () -> batches.get(batch),
                        BatchCommands::isOnboarded)
                : batches.get(batch);
        output.print(found, BATCHES);
        return ExitCode.OK.number();
    }

    @Command(description = "Create a batch.")
    int create(
            @Parameters(paramLabel = "NAME", description = "1 to 100 characters") String name,
            @Option(names = "--policy", paramLabel = "POLICY", required = true, description = "its name or id")
                    String policy,
            @Option(names = "--root-of-trust", paramLabel = "KIND", description = "of devices that an import registers")
                    Optional<String> rootOfTrust,
            @Option(
                            names = "--register-on-import",
                            description = "an import registers devices that are not registered yet, too")
                    boolean registerOnImport,
            @Option(names = "--attribute", paramLabel = "KEY=VALUE", description = "of your own; may be given again")
                    Map<String, String> attributes,
            @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        var own = Optional.ofNullable(attributes).orElse(Map.of());
        var wanted = new NewBatch(name, policy, rootOfTrust, registerOnImport, own);
        output.print(create(session.client(), wanted), BATCHES);
        return ExitCode.OK.number();
    }

    @Command(description = "Give a batch and all its devices another policy.")
    int move(
            @Parameters(paramLabel = "BATCH", description = "its name or id") String batch,
            @Option(names = "--policy", paramLabel = "POLICY", required = true, description = "its name or id")
                    String policy,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "for the audit record")
                    String reason,
            @Option(names = "--wait", description = "until all its devices have the policy") boolean wait,
            @Mixin Waiting waiting,
            @Mixin Confirmation confirmation,
            @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        var batches = session.client().batches();
        var before = batches.get(batch);
        confirmation.require(
                session.environment(),
                "Policy %s takes the place of %s for the %d devices of batch %s."
                        .formatted(policy, before.policyName(), size(before), before.name()));
        var moved = batches.move(batch, policy, reason);
        output.print(
                wait
                        ? waiting.until(
                                "batch %s is moved".formatted(batch), () -> batches.get(batch), BatchCommands::isMoved)
                        : moved,
                BATCHES);
        return ExitCode.OK.number();
    }

    @Command(
            name = "import",
            description = "Import devices from a file into a batch; exit code 1 if a row is rejected.")
    int importFile(
            @Parameters(paramLabel = "BATCH", description = "its name or id") String batch,
            @Mixin ImportOptions options,
            @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        var client = session.client();
        return options.run(
                        session.environment(),
                        client.imports(),
                        upload -> client.batches().add(batch, upload),
                        output)
                .number();
    }

    /** A policy that was created a moment ago takes a second to arrive at the registry. */
    private static Batch create(HallmarkClient client, NewBatch wanted) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        while (true) {
            try {
                return client.batches().create(wanted);
            } catch (ApiException e) {
                if (!e.code().equals("unknown-policy")
                        || System.nanoTime() - begun > ARRIVAL.toNanos()
                        || !exists(client, wanted.policy())) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private static boolean exists(HallmarkClient client, String policy) throws IOException, InterruptedException {
        return client.policies().list().all().stream()
                .anyMatch(one -> one.name().equals(policy) || one.id().equals(policy));
    }

    private static boolean isOnboarded(Batch batch) {
        return size(batch) > 0 && size(batch) == batch.devices().getOrDefault("onboarded", 0L);
    }

    private static boolean isMoved(Batch batch) {
        return batch.move().map(move -> move.state().equals("completed")).orElse(false);
    }

    private static long size(Batch batch) {
        return batch.devices().values().stream().mapToLong(Long::longValue).sum();
    }
}
