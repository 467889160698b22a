package dev.hallmark.ca.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.ca.authority.TestAuthorities;
import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.Programs;
import dev.hallmark.ca.testing.TestDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceCertificateTest {

    private static final String KEY_USAGE = "2.5.29.15";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String SUBJECT_KEY = "2.5.29.14";
    private static final String AUTHORITY_KEY = "2.5.29.35";
    private static final String ALTERNATIVE_NAME = "2.5.29.17";
    private static final String CRL_POINTS = "2.5.29.31";
    private static final String AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";
    private static final String NO_REVOCATION_AVAILABLE = "2.5.29.56";

    private final TestAuthorities authorities = TestAuthorities.of("default");
    private final TestDevice device = TestDevice.unmet();

    @TempDir
    Path directory;

    @Test
    void aLongLivedCertificateSaysWhereToAskForRevocation() {
        var certificate = TestCertificates.issue(authorities, device, Duration.ofDays(90), false);

        assertThat(extensions(certificate))
                .containsExactly(
                        KEY_USAGE,
                        EXTENDED_KEY_USAGE,
                        SUBJECT_KEY,
                        AUTHORITY_KEY,
                        ALTERNATIVE_NAME,
                        CRL_POINTS,
                        AUTHORITY_ACCESS);
        assertThat(certificate.getExtensions().getCriticalExtensionOIDs())
                .containsExactly(new ASN1ObjectIdentifier(KEY_USAGE));
        var shard = authorities.issuing().shardOf(certificate.getSerialNumber());
        assertThat(text(certificate))
                .contains("Digital Signature")
                .contains("TLS Web Client Authentication")
                .contains("URI:http://pki.example/pki/v1/crl/default-issuing-1/" + shard + ".crl")
                .contains("CA Issuers - URI:http://pki.example/pki/v1/issuers/default-issuing-1.cer")
                .doesNotContain("OCSP");
    }

    @Test
    void aShortLivedCertificateSaysThatThereIsNoRevocation() {
        var certificate = TestCertificates.issue(authorities, device, Duration.ofDays(7), true);

        assertThat(extensions(certificate))
                .containsExactly(
                        KEY_USAGE,
                        EXTENDED_KEY_USAGE,
                        SUBJECT_KEY,
                        AUTHORITY_KEY,
                        ALTERNATIVE_NAME,
                        NO_REVOCATION_AVAILABLE);
        assertThat(verify(certificate).output()).contains("OK");
    }

    @Test
    void theNamesAreThoseThatTheAttestationVouchesFor() {
        var certificate = TestCertificates.issue(authorities, device, Duration.ofDays(90), false);

        assertThat(certificate.getSubject().toString())
                .isEqualTo("O=default,SERIALNUMBER=SN-0001,CN=" + device.id().commonName());
        var alternative = certificate
                .getExtension(new ASN1ObjectIdentifier(ALTERNATIVE_NAME))
                .getExtnValue()
                .getOctets();
        assertThat(HexFormat.of().formatHex(alternative))
                .contains("0420" + device.id().hex());
    }

    @Test
    void aSerialThatIsNoPrintableStringIsLeftOut() {
        for (var serial : List.of("", "snö", "a".repeat(65), "a_b")) {
            var certificate = TestCertificates.issue(authorities, device, Duration.ofDays(90), false, serial);

            assertThat(certificate.getSubject().toString())
                    .isEqualTo("O=default,CN=" + device.id().commonName());
        }
    }

    @Test
    void opensslFindsNothingWrongWithIt() {
        var certificate = TestCertificates.issue(authorities, device, Duration.ofDays(90), false);

        assertThat(verify(certificate).output()).contains("OK");
    }

    private Programs.Outcome verify(X509CertificateHolder certificate) {
        var root = pem("root.pem", authorities.root().certificate());
        var issuing = pem("issuing.pem", authorities.issuing().certificate());
        return Programs.run(
                "openssl",
                "verify",
                "-x509_strict",
                "-purpose",
                "sslclient",
                "-CAfile",
                root,
                "-untrusted",
                issuing,
                pem("leaf.pem", certificate));
    }

    private String text(X509CertificateHolder certificate) {
        return Programs.run("openssl", "x509", "-in", pem("leaf.pem", certificate), "-noout", "-text")
                .output();
    }

    private String pem(String name, X509CertificateHolder certificate) {
        return Programs.pem(directory.resolve(name), "CERTIFICATE", Est.der(certificate))
                .toString();
    }

    private static List<String> extensions(X509CertificateHolder certificate) {
        return Stream.of(certificate.getExtensions().getExtensionOIDs())
                .map(ASN1ObjectIdentifier::getId)
                .toList();
    }
}
