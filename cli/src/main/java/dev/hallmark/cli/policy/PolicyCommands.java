package dev.hallmark.cli.policy;

import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.output.ListOutput;
import dev.hallmark.cli.output.Output;
import dev.hallmark.cli.output.Table;
import dev.hallmark.client.policy.Policies;
import dev.hallmark.client.policy.Policy;
import dev.hallmark.client.policy.PolicyPreview;
import dev.hallmark.client.policy.PolicyVersion;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "policies",
        description = "Where devices go, with which certificates, and what they have to prove before.")
public final class PolicyCommands {

    private static final Table<Policy> POLICIES = Table.of("NAME", Policy::name)
            .and("VERSION", Policy::version)
            .and("TARGET", policy -> policy.target().kind())
            .and("PROFILE", policy -> policy.certificate().profile())
            .and("CHANGED", Policy::changedAt)
            .and("ID", Policy::id);

    private static final Table<PolicyVersion> VERSIONS = Table.of("VERSION", PolicyVersion::version)
            .and("TARGET", version -> version.target().kind())
            .and("PROFILE", version -> version.certificate().profile())
            .and("CHANGED", PolicyVersion::changedAt)
            .and("BY", PolicyVersion::changedBy);

    private static final Table<PolicyPreview> PREVIEW = Table.of("VERSION", PolicyPreview::version);

    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Session session;

    public PolicyCommands(Session session) {
        this.session = session;
    }

    @Command(description = "List policies.")
    int list(@Mixin ListOutput output) throws IOException, InterruptedException, CommandFailure {
        output.print(policies().list(), POLICIES);
        return ExitCode.OK.number();
    }

    @Command(description = "Show a policy.")
    int show(@Parameters(paramLabel = "POLICY", description = "its name or id") String policy, @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        output.print(named(policies(), policy), POLICIES);
        return ExitCode.OK.number();
    }

    @Command(description = "Create a policy.")
    int create(@Mixin PolicyFile file, @Mixin Output output) throws IOException, InterruptedException, CommandFailure {
        output.print(policies().create(file.read()), POLICIES);
        return ExitCode.OK.number();
    }

    @Command(
            description = "Replace what a policy says, which makes a new version; preview shows before what that does.")
    int update(
            @Parameters(paramLabel = "POLICY", description = "its name or id") String policy,
            @Mixin PolicyFile file,
            @Option(names = "--if-version", paramLabel = "N", description = "only while this is still its version")
                    Optional<Integer> version,
            @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        var change = file.read();
        var policies = policies();
        var id = named(policies, policy).id();
        var changed = version.isPresent() ? policies.change(id, version.get(), change) : policies.change(id, change);
        output.print(changed, POLICIES);
        return ExitCode.OK.number();
    }

    @Command(description = "Create the policy of a file, or update the one of this name.")
    int apply(@Mixin PolicyFile file, @Mixin Output output) throws IOException, InterruptedException, CommandFailure {
        var wanted = file.read();
        var policies = policies();
        var known = find(policies, wanted.name());
        output.print(known.isPresent() ? policies.change(known.get().id(), wanted) : policies.create(wanted), POLICIES);
        return ExitCode.OK.number();
    }

    @Command(description = "List the versions of a policy, the latest first, or show one.")
    int versions(
            @Parameters(paramLabel = "POLICY", description = "its name or id") String policy,
            @Parameters(paramLabel = "VERSION", arity = "0..1", description = "shows this one")
                    Optional<Integer> version,
            @Mixin ListOutput output)
            throws IOException, InterruptedException, CommandFailure {
        var policies = policies();
        var id = named(policies, policy).id();
        if (version.isPresent()) {
            output.one().print(policies.version(id, version.get()), VERSIONS);
        } else {
            output.print(policies.versions(id), VERSIONS);
        }
        return ExitCode.OK.number();
    }

    @Command(description = "Show what an update would do, to which devices; exit code 1 if it would not be accepted.")
    int preview(
            @Parameters(paramLabel = "POLICY", description = "its name or id") String policy,
            @Mixin PolicyFile file,
            @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        var change = file.read();
        var policies = policies();
        var preview = policies.preview(named(policies, policy).id(), change);
        output.print(preview, PREVIEW);
        return (preview.valid() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private Policies policies() throws IOException, InterruptedException, CommandFailure {
        return session.client().policies();
    }

    /** The API knows policies by their ids, people by their names. */
    private static Policy named(Policies policies, String policy)
            throws IOException, InterruptedException, CommandFailure {
        if (ID.matcher(policy).matches()) {
            return policies.get(policy);
        }
        return find(policies, policy)
                .orElseThrow(() -> new CommandFailure(ExitCode.NOT_FOUND, "there is no policy " + policy));
    }

    private static Optional<Policy> find(Policies policies, String name) throws IOException, InterruptedException {
        return policies.list().all().stream()
                .filter(policy -> policy.name().equals(name))
                .findFirst();
    }
}
