package dev.hallmark.commons.pki;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.hallmark.commons.identity.TenantId;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** {@code GET /pki/v1/issuers} as ca-service writes it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record IssuersIndex(List<Entry> issuers) {

    /** One authority; {@code crl} is the path of its full CRL. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Entry(String authority, TenantId tenant, MirroredAuthority.Kind kind, byte[] certificate, String crl) {

        X509Certificate parseCertificate() throws CertificateException {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
        }
    }
}
