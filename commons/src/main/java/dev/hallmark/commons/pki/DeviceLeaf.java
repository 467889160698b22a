package dev.hallmark.commons.pki;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;

/** What a device's certificate must be by itself, apart from its chain. */
final class DeviceLeaf {
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";

    private DeviceLeaf() {}

    static boolean holds(X509Certificate leaf, Instant now) {
        return isCurrent(leaf, now) && leaf.getBasicConstraints() < 0 && maySign(leaf) && isForClients(leaf);
    }

    static boolean isCurrent(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
            return true;
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            return false;
        }
    }

    /** RFC 5280 §4.2.1.3, bit 0: digitalSignature. */
    private static boolean maySign(X509Certificate leaf) {
        var usage = leaf.getKeyUsage();
        return usage != null && usage[0];
    }

    private static boolean isForClients(X509Certificate leaf) {
        try {
            var usages = leaf.getExtendedKeyUsage();
            return usages != null && usages.contains(CLIENT_AUTHENTICATION);
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
