package dev.hallmark.ca.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.authority.TestAuthorities;
import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.Programs;
import dev.hallmark.testkit.TestDevice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateTemplateTest {

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

    /** What PrintableString cannot hold is a UTF8String, and both are verified by others than us. */
    @ParameterizedTest
    @CsvSource({
        "SN-0001, PRINTABLESTRING",
        "eui48_0004A3FFEE01, UTF8STRING",
        "A#1, UTF8STRING",
        "A@plant, UTF8STRING",
        "snö, UTF8STRING",
        "0000000000111111111122222222223333333333444444444455555555556666, PRINTABLESTRING"
    })
    void everySerialOfARegistrationIsInTheCertificate(String serial, String type) {
        var certificate = TestCertificates.issue(authorities, device, Duration.ofDays(90), false, serial);

        var names = certificate.getSubject().getRDNs(BCStyle.SERIALNUMBER);
        assertThat(names)
                .singleElement()
                .satisfies(name -> assertThat(name.getFirst().getValue()).hasToString(serial));
        assertThat(verify(certificate)).isEqualTo(new Programs.Outcome(0, directory.resolve("leaf.pem") + ": OK\n"));
        assertThat(Programs.run("openssl", "asn1parse", "-in", pem("leaf.pem", certificate))
                        .output()
                        .lines()
                        .dropWhile(line -> !line.contains(":serialNumber"))
                        .skip(1)
                        .findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains(type));
        assertThat(Programs.run(
                                "openssl",
                                "x509",
                                "-in",
                                pem("leaf.pem", certificate),
                                "-noout",
                                "-subject",
                                "-nameopt",
                                "utf8")
                        .output())
                .contains("serialNumber=" + serial);
    }

    @Test
    void noSerialIsNone() {
        var certificate = TestCertificates.issue(authorities, device, Duration.ofDays(90), false, "");

        assertThat(certificate.getSubject().toString())
                .isEqualTo("O=default,CN=" + device.id().commonName());
    }

    @Test
    void aSerialThatNoCertificateCanHoldIsNotLeftOut() {
        assertThatThrownBy(
                        () -> TestCertificates.issue(authorities, device, Duration.ofDays(90), false, "a".repeat(65)))
                .isInstanceOf(CaException.class)
                .hasMessage("The device's registration has to be corrected:"
                        + " its serial has 65 characters; a certificate holds at most 64.");
    }

    /** It prints such a serial the way RFC 4514 §2.4 has for any value: in hexadecimal, tag and length first. */
    @Test
    void gnutlsFindsNothingWrongWithASerialOfUtf8() {
        assumeTrue(Programs.installed("certtool"), "certtool is not installed");
        var certificate = TestCertificates.issue(authorities, device, Duration.ofDays(90), false, "eui48_0004A3FFEE01");
        var root = pem("root.pem", authorities.root().certificate());
        var chain = Programs.pem(
                        directory.resolve("chain.pem"),
                        "CERTIFICATE",
                        Est.der(certificate),
                        Est.der(authorities.issuing().certificate()))
                .toString();

        var verified = Programs.run("certtool", "--verify", "--load-ca-certificate=" + root, "--infile=" + chain);
        var read = Programs.run("certtool", "--certificate-info", "--infile=" + pem("leaf.pem", certificate));

        assertThat(verified.code()).as(verified.output()).isZero();
        assertThat(read.output())
                .contains("serialNumber=#0c12"
                        + HexFormat.of().formatHex("eui48_0004A3FFEE01".getBytes(StandardCharsets.UTF_8)));
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
