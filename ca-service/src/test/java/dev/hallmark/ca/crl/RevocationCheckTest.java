package dev.hallmark.ca.crl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hallmark.ca.authority.Authority;
import dev.hallmark.ca.authority.TestAuthorities;
import dev.hallmark.ca.issuance.TestCertificates;
import dev.hallmark.ca.state.RevocationReason;
import dev.hallmark.ca.state.RevocationStatus;
import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.Programs;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.testkit.TestDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and CRLs as OpenSSL and GnuTLS judge them. */
class RevocationCheckTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final TestAuthorities authorities = TestAuthorities.of("default");
    private final TestDevice device = TestDevice.unmet();

    @TempDir
    Path directory;

    private X509CertificateHolder certificate;
    private int shard;
    private Path root;
    private Path issuing;
    private Path leaf;

    @BeforeEach
    void issue() {
        certificate = TestCertificates.issue(authorities, device, Duration.ofDays(90), false);
        shard = authorities.issuing().shardOf(certificate.getSerialNumber());
        root = certificates("root.pem", authorities.root().certificate());
        issuing = certificates("issuing.pem", authorities.issuing().certificate());
        leaf = certificates("leaf.pem", certificate);
    }

    @Test
    void aGoodCertificatePassesWithTheFullCrlsOfTheChain() {
        var crls = crls(crl(authorities.issuing(), Crl.FULL), crl(authorities.root(), Crl.FULL));

        assertThat(verify("-crl_check_all", crls).output()).contains("leaf.pem: OK");
    }

    @Test
    void aGoodCertificatePassesWithItsShard() {
        assertThat(verify("-crl_check", crls(crl(authorities.issuing(), shard))).output())
                .contains("leaf.pem: OK");
    }

    @Test
    void anotherShardDoesNotCoverIt() {
        var other = (shard + 1) % authorities.issuing().shards();

        assertThat(verify("-crl_check", crls(crl(authorities.issuing(), other))).code())
                .isNotZero();
    }

    @Test
    void aRevokedCertificateIsRefusedByFullCrlAndShard() {
        for (var scope : List.of(Crl.FULL, shard)) {
            var outcome = verify("-crl_check", crls(crl(authorities.issuing(), scope, revocation(shard))));

            assertThat(outcome.output()).contains("certificate revoked");
            assertThat(outcome.code()).isNotZero();
        }
    }

    @Test
    void aHeldCertificateIsRefusedUntilItIsReleased() {
        for (var scope : List.of(Crl.FULL, shard)) {
            var held = crls(
                    crl(authorities.issuing(), scope, status(shard, Optional.of(RevocationReason.CERTIFICATE_HOLD))));
            var text = Programs.run("openssl", "crl", "-in", held.toString(), "-noout", "-text");
            assertThat(verify("-crl_check", held).output()).contains("certificate revoked");
            assertThat(text.output()).contains("Certificate Hold");

            var released = crls(crl(authorities.issuing(), scope, status(shard, Optional.empty())));
            assertThat(verify("-crl_check", released).output()).contains("leaf.pem: OK");
        }
    }

    @Test
    void aShardListsOnlyItsOwn() {
        var elsewhere = revocation((shard + 1) % authorities.issuing().shards());

        var outcome = verify("-crl_check", crls(crl(authorities.issuing(), shard, elsewhere)));

        assertThat(outcome.output()).contains("leaf.pem: OK");
    }

    @Test
    void opensslReadsNumberPointAndReason() {
        var file = crls(crl(authorities.issuing(), shard, revocation(shard)));

        var text = Programs.run("openssl", "crl", "-in", file.toString(), "-noout", "-text");

        assertThat(text.output())
                .contains("X509v3 CRL Number:")
                .contains("Issuing Distribution Point: critical")
                .contains("URI:http://pki.example/pki/v1/crl/default-issuing-1/" + shard + ".crl")
                .contains("Only User Certificates")
                .contains("Key Compromise");
    }

    @Test
    void gnutlsAgrees() {
        assumeTrue(Programs.installed("certtool"), "certtool is not installed");
        var chain = Programs.pem(
                directory.resolve("chain.pem"),
                "CERTIFICATE",
                Est.der(certificate),
                Est.der(authorities.issuing().certificate()));

        var good = certtool(chain, crls(crl(authorities.issuing(), Crl.FULL)));
        var revoked = certtool(chain, crls(crl(authorities.issuing(), Crl.FULL, revocation(shard))));

        assertThat(good.output()).contains("Verified");
        assertThat(good.code()).isZero();
        assertThat(revoked.code()).isNotZero();
    }

    private Programs.Outcome certtool(Path chain, Path crls) {
        return Programs.run(
                "certtool", "--verify", "--load-ca-certificate=" + root, "--load-crl=" + crls, "--infile=" + chain);
    }

    private Programs.Outcome verify(String check, Path crls) {
        return Programs.run(
                "openssl",
                "verify",
                "-x509_strict",
                "-purpose",
                "sslclient",
                check,
                "-CAfile",
                root.toString(),
                "-untrusted",
                issuing.toString(),
                "-CRLfile",
                crls.toString(),
                leaf.toString());
    }

    private RevocationStatus revocation(int inShard) {
        return status(inShard, Optional.of(RevocationReason.KEY_COMPROMISE));
    }

    private RevocationStatus status(int inShard, Optional<RevocationReason> reason) {
        return new RevocationStatus(
                SerialNumber.of(certificate.getSerialNumber()),
                TenantId.of("default"),
                device.id(),
                inShard,
                reason,
                now,
                "operator",
                false,
                1);
    }

    private byte[] crl(Authority authority, int scope, RevocationStatus... statuses) {
        var template = new CrlTemplate(authority, 7, now, now.plus(Duration.ofDays(7)), authorities.addresses());
        return authorities.sign(authority, template.toBeSigned(scope, List.of(statuses)));
    }

    private Path crls(byte[]... crls) {
        return Programs.pem(directory.resolve("crls.pem"), "X509 CRL", crls);
    }

    private Path certificates(String name, X509CertificateHolder... certificates) {
        var objects = List.of(certificates).stream().map(Est::der).toArray(byte[][]::new);
        return Programs.pem(directory.resolve(name), "CERTIFICATE", objects);
    }
}
