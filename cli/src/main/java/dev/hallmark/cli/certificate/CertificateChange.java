package dev.hallmark.cli.certificate;

import dev.hallmark.cli.environment.Confirmation;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.output.Output;
import dev.hallmark.client.certificate.Certificate;
import dev.hallmark.client.certificate.Certificates;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which certificate is changed, and why. */
final class CertificateChange {

    @Parameters(paramLabel = "SERIAL", description = "its serial number in hex")
    private String serial = "";

    @Option(names = "--reason", paramLabel = "REASON", required = true, description = "for the audit record")
    private String reason = "";

    @Mixin
    private Confirmation confirmation;

    @Mixin
    private Output output;

    @FunctionalInterface
    interface Change {
        Certificate of(Certificates certificates, String serial, String reason)
                throws IOException, InterruptedException;
    }

    int run(Session session, String consequence, Change change)
            throws IOException, InterruptedException, CommandFailure {
        var certificates = session.client().certificates();
        var certificate = certificates.get(serial);
        confirmation.require(
                session.environment(),
                "Certificate %s of device %s (%s). %s"
                        .formatted(serial, certificate.commonName(), certificate.state(), consequence));
        output.print(change.of(certificates, serial, reason), CertificateCommands.CERTIFICATES);
        return ExitCode.OK.number();
    }
}
