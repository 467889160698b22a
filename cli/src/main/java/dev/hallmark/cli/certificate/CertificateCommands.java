package dev.hallmark.cli.certificate;

import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.output.ListOutput;
import dev.hallmark.cli.output.Table;
import dev.hallmark.client.certificate.Certificate;
import dev.hallmark.client.certificate.CertificateFilter;
import dev.hallmark.client.certificate.Certificates;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "certificates", description = "Certificates of devices, each by its serial number in hex.")
public final class CertificateCommands {

    static final Table<Certificate> CERTIFICATES = Table.of("SERIAL", Certificate::serial)
            .and("DEVICE", Certificate::commonName)
            .and("STATE", Certificate::state)
            .and("PROFILE", Certificate::profile)
            .and("NOT BEFORE", Certificate::notBefore)
            .and("NOT AFTER", Certificate::notAfter)
            .and("REASON", Certificate::reason);

    private static final String COMMON_NAME = "dev-";

    private final Session session;

    public CertificateCommands(Session session) {
        this.session = session;
    }

    @Command(
            description = "List certificates that match all that is given, the latest first;"
                    + " with a time of expiry, those that are neither held nor revoked, the soonest to expire first.")
    int list(
            @Option(
                            names = "--search",
                            paramLabel = "TEXT",
                            description = "how a serial number, device id or common name begins, at least 4 digits")
                    Optional<String> text,
            @Option(names = "--device", paramLabel = "DEVICE", description = "its id or common name")
                    Optional<String> device,
            @Option(names = "--state", paramLabel = "STATE", description = "active, held or revoked")
                    Optional<String> state,
            @Option(names = "--authority", paramLabel = "AUTHORITY", description = "its id") Optional<String> authority,
            @Option(
                            names = "--expires-from",
                            paramLabel = "TIME",
                            description = "the earliest end, such as 2026-12-01T00:00:00Z")
                    Optional<Instant> expiresFrom,
            @Option(names = "--expires-before", paramLabel = "TIME", description = "the time before which they end")
                    Optional<Instant> expiresBefore,
            @Mixin ListOutput output)
            throws IOException, InterruptedException, CommandFailure {
        var filter = new CertificateFilter(
                text,
                device.isPresent() ? Optional.of(id(device.get())) : device,
                state,
                authority,
                expiresFrom,
                expiresBefore);
        output.print(certificates().list(filter), CERTIFICATES);
        return ExitCode.OK.number();
    }

    @Command(description = "Show a certificate.")
    int show(
            @Parameters(paramLabel = "SERIAL", description = "its serial number in hex") String serial,
            @Mixin CertificateOutput output)
            throws IOException, InterruptedException, CommandFailure {
        output.print(certificates().get(serial));
        return ExitCode.OK.number();
    }

    @Command(description = "Put a certificate on hold until it is released or revoked.")
    int hold(@Mixin CertificateChange change) throws IOException, InterruptedException, CommandFailure {
        return change.run(session, "It is put on hold, and sessions with it end.", Certificates::hold);
    }

    @Command(description = "Release a certificate from hold.")
    int release(@Mixin CertificateChange change) throws IOException, InterruptedException, CommandFailure {
        return change.run(session, "It is valid again.", Certificates::release);
    }

    @Command(
            description = "Revoke a certificate for good. The reason is one of RFC 5280: unspecified, keyCompromise,"
                    + " affiliationChanged, superseded, cessationOfOperation or privilegeWithdrawn.")
    int revoke(@Mixin CertificateChange change) throws IOException, InterruptedException, CommandFailure {
        return change.run(session, "It is revoked for good, and sessions with it end.", Certificates::revoke);
    }

    /** The ca knows devices by their ids only. */
    private String id(String device) throws IOException, InterruptedException, CommandFailure {
        return device.startsWith(COMMON_NAME)
                ? session.client().devices().get(device).deviceId()
                : device;
    }

    private Certificates certificates() throws IOException, InterruptedException, CommandFailure {
        return session.client().certificates();
    }
}
