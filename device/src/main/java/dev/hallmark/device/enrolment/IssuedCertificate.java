package dev.hallmark.device.enrolment;

import dev.hallmark.device.identity.ClientCertificate;
import dev.hallmark.device.identity.SigningKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checks that a certificate is for this device before it is used. */
final class IssuedCertificate {

    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";

    private IssuedCertificate() {}

    /** Dates are not checked: a device's clock may start in 1970. */
    static ClientCertificate check(List<X509Certificate> certificates, SigningKey key) throws IOException {
        var leaf = certificates.stream()
                .filter(certificate -> Arrays.equals(certificate.getPublicKey().getEncoded(), key.subjectPublicKey()))
                .findFirst()
                .orElseThrow(() -> new IOException("The answer has no certificate for the device's key"));
        if (!usableAsClient(leaf)) {
            throw new IOException("The certificate is not valid for TLS clients");
        }
        var chain = new ArrayList<>(List.of(leaf));
        certificates.stream().filter(other -> !other.equals(leaf)).forEach(chain::add);
        return new ClientCertificate(key, chain);
    }

    private static boolean usableAsClient(X509Certificate certificate) throws IOException {
        try {
            var usages = certificate.getExtendedKeyUsage();
            return certificate.getBasicConstraints() < 0 && usages != null && usages.contains(CLIENT_AUTHENTICATION);
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificate's extended key usage cannot be read", e);
        }
    }
}
