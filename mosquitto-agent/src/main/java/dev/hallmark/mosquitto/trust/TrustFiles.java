package dev.hallmark.mosquitto.trust;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.commons.pki.MirroredAuthority;
import dev.hallmark.commons.pki.PkiSnapshot;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The broker's files: trusted authorities, CRLs and access rules.
 *
 * @param certificates roots and issuing authorities: Mosquitto does not accept an issuing authority alone
 * @param revocations a full CRL of each of them
 */
record TrustFiles(String certificates, String revocations) {

    /** A device writes and reads below its own name. {@code %u} is the CN of its certificate. */
    static final String ACCESS =
            """
            pattern write devices/%u/up/#
            pattern read devices/%u/down/#
            """;

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /**
     * The texts in the order in which they are to be written: a broker that starts midway must not trust an authority
     * without knowing its CRL.
     */
    SequencedMap<String, String> byName() {
        var files = new LinkedHashMap<String, String>();
        files.put("crl.pem", revocations);
        files.put("acl", ACCESS);
        files.put("ca.pem", certificates);
        return files;
    }

    /**
     * The files for these tenants.
     *
     * @return empty while none of them has an issuing authority with a CRL: a broker that trusts nobody refuses
     *     everybody, so the existing files are better
     */
    static Optional<TrustFiles> of(PkiSnapshot snapshot, Set<TenantId> tenants) {
        var authorities = snapshot.authorities().stream()
                .filter(authority -> tenants.contains(authority.tenant()))
                .filter(authority -> authority.revocations().isPresent())
                .toList();
        return authorities.stream().noneMatch(authority -> authority.kind() == MirroredAuthority.Kind.ISSUING)
                ? Optional.empty()
                : Optional.of(new TrustFiles(
                        authorities.stream().map(TrustFiles::certificate).collect(Collectors.joining()),
                        authorities.stream().map(TrustFiles::revocations).collect(Collectors.joining())));
    }

    private static String certificate(MirroredAuthority authority) {
        try {
            return pem("CERTIFICATE", authority.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate always has an encoding", e);
        }
    }

    private static String revocations(MirroredAuthority authority) {
        try {
            return pem("X509 CRL", authority.revocations().orElseThrow().crl().getEncoded());
        } catch (CRLException e) {
            throw new IllegalStateException("a parsed CRL always has an encoding", e);
        }
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, LINES.encodeToString(der), type);
    }
}
