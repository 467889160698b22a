package dev.hallmark.cli.job;

import dev.hallmark.cli.environment.Confirmation;
import dev.hallmark.cli.environment.Waiting;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.output.ListOutput;
import dev.hallmark.cli.output.Output;
import dev.hallmark.cli.output.Table;
import dev.hallmark.client.device.DeviceFilter;
import dev.hallmark.client.device.LifecycleCommand;
import dev.hallmark.client.job.Job;
import dev.hallmark.client.job.NewJob;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(name = "jobs", description = "Lifecycle commands for many devices, which go on by themselves.")
public final class JobCommands {

    private static final Table<Job> JOBS = Table.of("JOB", Job::id)
            .and("COMMAND", Job::command)
            .and("STATE", job -> job.state().name().toLowerCase(Locale.ROOT))
            .and("DEVICES", Job::devices)
            .and("CHANGED", Job::changed)
            .and("UNCHANGED", Job::unchanged)
            .and("REFUSED", Job::refused)
            .and("BY", Job::by)
            .and("BEGUN", Job::createdAt);

    private final Session session;

    public JobCommands(Session session) {
        this.session = session;
    }

    static final class CommandName implements ITypeConverter<LifecycleCommand> {
        @Override
        public LifecycleCommand convert(String text) {
            try {
                return LifecycleCommand.named(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "'%s' is no command; there are suspend, resume, retire, revoke and re-enrol".formatted(text));
            }
        }
    }

    /** Which devices; those that match all that is given. */
    static final class Selection {
        @Option(names = "--batch", paramLabel = "BATCH", description = "its name or id")
        private Optional<String> batch = Optional.empty();

        @Option(names = "--policy", paramLabel = "POLICY", description = "its name or id")
        private Optional<String> policy = Optional.empty();

        @Option(names = "--state", paramLabel = "STATE", description = "such as onboarded or suspended")
        private Optional<String> state = Optional.empty();

        @Option(
                names = {"-q", "--query"},
                paramLabel = "TEXT",
                description = "with which the serial number, model, id or common name begins")
        private Optional<String> text = Optional.empty();

        DeviceFilter filter() {
            return new DeviceFilter(batch, policy, state, text);
        }
    }

    @Command(
            description = "Carry a command out on all devices that match all that is given; it says how many they are"
                    + " before it begins.")
    int begin(
            @Parameters(
                            paramLabel = "COMMAND",
                            converter = CommandName.class,
                            description = "suspend, resume, retire, revoke or re-enrol")
                    LifecycleCommand command,
            @Mixin Selection selection,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            required = true,
                            description = "for the timelines and the audit records, at most 500 characters")
                    String reason,
            @Option(names = "--wait", description = "until it is over; exit code 1 if a device was refused")
                    boolean wait,
            @Mixin Waiting waiting,
            @Mixin Confirmation confirmation,
            @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        var jobs = session.client().jobs();
        var wanted = NewJob.of(command, reason, selection.filter());
        var preview = jobs.preview(wanted);
        if (preview.devices() == 0) {
            throw new CommandFailure(ExitCode.FAILED, "no device matches all that is given");
        }
        confirmation.require(
                session.environment(),
                "%s %d devices: %s.".formatted(command, preview.devices(), states(preview.states())));
        var begun = jobs.begin(wanted.expecting(preview.devices()));
        return wait ? await(begun.id(), waiting, output) : print(begun, output);
    }

    @Command(description = "List jobs, the latest first.")
    int list(@Mixin ListOutput output) throws IOException, InterruptedException, CommandFailure {
        output.print(session.client().jobs().list(), JOBS);
        return ExitCode.OK.number();
    }

    @Command(description = "Show how far a job is.")
    int show(
            @Parameters(paramLabel = "ID", description = "of the job") UUID id,
            @Option(names = "--wait", description = "until it is over; exit code 1 if a device was refused")
                    boolean wait,
            @Mixin Waiting waiting,
            @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        return wait ? await(id, waiting, output) : print(session.client().jobs().get(id), output);
    }

    @Command(description = "Stop a job; what it has done stays done.")
    int cancel(
            @Parameters(paramLabel = "ID", description = "of the job") UUID id,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            required = true,
                            description = "for the audit record, at most 500 characters")
                    String reason,
            @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        return print(session.client().jobs().cancel(id, reason), output);
    }

    private int await(UUID id, Waiting waiting, Output output)
            throws IOException, InterruptedException, CommandFailure {
        var jobs = session.client().jobs();
        var job = waiting.until(
                "job %s is over".formatted(id), () -> jobs.get(id), one -> one.state() != Job.State.RUNNING);
        output.print(job, JOBS);
        return (job.isComplete() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private static int print(Job job, Output output) throws IOException {
        output.print(job, JOBS);
        return ExitCode.OK.number();
    }

    private static String states(Map<String, Long> states) {
        return new TreeMap<>(states)
                .entrySet().stream()
                        .map(state -> state.getValue() + " " + state.getKey())
                        .collect(Collectors.joining(", "));
    }
}
