package dev.hallmark.device.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.device.identity.SigningKey;
import dev.hallmark.device.peer.TestAuthority;
import dev.hallmark.testkit.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstClientTest {

    @TempDir
    private Path directory;

    private final SigningKey key = SigningKey.generate();

    @Test
    void opensslAcceptsTheRequest() throws Exception {
        Files.write(directory.resolve("csr"), CertificateRequest.of(key, "dev-0011"));

        var said = Programs.output(
                directory, "openssl", "req", "-inform", "DER", "-in", "csr", "-verify", "-noout", "-subject");

        assertThat(said).contains("verify OK").contains("CN = dev-0011");
    }

    @Test
    void theChainComesLeafFirstHoweverItWasSent() throws Exception {
        var authority = new TestAuthority("issuing");
        var leaf = authority.issueClient("dev-0011", key.publicKey());
        var message = TestAuthority.certificatesOnly(authority.certificate(), leaf);
        var wrapped = Base64.getMimeEncoder().encodeToString(message);
        var unwrapped = Base64.getEncoder().encodeToString(message);

        assertThat(IssuedCertificate.check(CertsOnlyMessage.parse(wrapped), key).chain())
                .containsExactly(leaf, authority.certificate());
        assertThat(CertsOnlyMessage.parse(unwrapped)).hasSize(2);
    }

    @Test
    void theCertificateWrittenIsTheOneOpensslReads() throws Exception {
        var leaf = new TestAuthority("issuing").issueClient("dev-0011", key.publicKey());
        var certificate = IssuedCertificate.check(List.of(leaf), key);

        Files.writeString(directory.resolve("c.pem"), certificate.pem());

        assertThat(Programs.output(directory, "openssl", "x509", "-in", "c.pem", "-noout", "-subject"))
                .contains("CN = dev-0011");
    }

    @Test
    void aCertificateOfAnotherKeyIsRefused() throws Exception {
        var foreign = new TestAuthority("issuing")
                .issueClient("dev-0011", SigningKey.generate().publicKey());

        assertThatThrownBy(() -> IssuedCertificate.check(List.of(foreign), key))
                .hasMessage("The answer has no certificate for the device's key");
    }

    @Test
    void aMessageThatIsNoPkcs7IsRefused() {
        assertThatThrownBy(() -> CertsOnlyMessage.parse("bm90IHBrY3M3"))
                .hasMessage("Not a certs-only PKCS#7 message in base64");
    }
}
