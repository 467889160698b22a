package dev.hallmark.commons.pki;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** Chains of two: a root of the tenant and the issuing authorities under it. */
final class IssuingChain {
    /** RFC 5280 §4.2.1.3, bit 5: keyCertSign. */
    private static final int KEY_CERT_SIGN = 5;

    private IssuingChain() {}

    static boolean holds(MirroredAuthority issuing, PkiSnapshot snapshot, Instant now) {
        return issuing.kind() == MirroredAuthority.Kind.ISSUING
                && isCurrentAuthority(issuing.certificate(), now)
                && snapshot.authorities().stream().anyMatch(root -> certifies(root, issuing, now));
    }

    private static boolean certifies(MirroredAuthority root, MirroredAuthority issuing, Instant now) {
        return root.kind() == MirroredAuthority.Kind.ROOT
                && root.tenant().equals(issuing.tenant())
                && isCurrentAuthority(root.certificate(), now)
                && signed(root.certificate(), issuing.certificate())
                && root.revocations().stream().noneMatch(crl -> crl.revokes(issuing.certificate()));
    }

    static boolean signed(X509Certificate issuer, X509Certificate subject) {
        if (!issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())) {
            return false;
        }
        try {
            subject.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean isCurrentAuthority(X509Certificate certificate, Instant now) {
        var usage = certificate.getKeyUsage();
        return DeviceLeaf.isCurrent(certificate, now)
                && certificate.getBasicConstraints() >= 0
                && usage != null
                && usage[KEY_CERT_SIGN];
    }
}
