package dev.hallmark.ca.issuance;

import dev.hallmark.ca.authority.TestAuthorities;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.testkit.TestDevice;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.bouncycastle.cert.X509CertificateHolder;

/** Certificates of devices without a database. */
public final class TestCertificates {

    private static final SecureRandom RANDOM = new SecureRandom();

    private TestCertificates() {}

    public static X509CertificateHolder issue(
            TestAuthorities authorities, TestDevice device, Duration validity, boolean shortLived) {
        return issue(authorities, device, validity, shortLived, "SN-0001");
    }

    static X509CertificateHolder issue(
            TestAuthorities authorities, TestDevice device, Duration validity, boolean shortLived, String serial) {
        return authorities.certificate(toBeSigned(authorities, device, validity, shortLived, serial));
    }

    static byte[] toBeSigned(
            TestAuthorities authorities, TestDevice device, Duration validity, boolean shortLived, String serial) {
        var notBefore = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(validity.dividedBy(10));
        var template = new CertificateTemplate(
                authorities.issuing(),
                TestDevice.publicKey(device.key()),
                new BigInteger(128, RANDOM),
                notBefore,
                notBefore.plus(validity));
        var subject = CertificateTemplate.subject(TenantId.of("default"), serial, device.id());
        return template.toBeSigned(subject, device.id(), shortLived, authorities.addresses());
    }
}
