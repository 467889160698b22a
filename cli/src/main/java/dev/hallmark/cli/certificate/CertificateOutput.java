package dev.hallmark.cli.certificate;

import dev.hallmark.cli.output.Format;
import dev.hallmark.cli.output.Output;
import dev.hallmark.client.certificate.Certificate;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints one certificate, also as other programs take it. */
final class CertificateOutput {

    private static final int LINE = 64;

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
        PEM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    void print(Certificate certificate) throws IOException {
        if (form == Form.PEM) {
            command.commandLine().getOut().println(pem(octets(certificate)));
        } else {
            Output.of(command, Format.valueOf(form.name())).print(certificate, CertificateCommands.CERTIFICATES);
        }
    }

    private String octets(Certificate certificate) {
        return certificate
                .certificate()
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "the authority has no copy of the certificate %s: its device has it"
                                .formatted(certificate.serial())));
    }

    private static String pem(String base64) {
        var encoder = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
        return "-----BEGIN CERTIFICATE-----\n"
                + encoder.encodeToString(Base64.getMimeDecoder().decode(base64))
                + "\n-----END CERTIFICATE-----";
    }
}
