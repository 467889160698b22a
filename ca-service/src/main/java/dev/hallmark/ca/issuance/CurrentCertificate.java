package dev.hallmark.ca.issuance;

import dev.hallmark.commons.identity.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;

/** A certificate that this service gave to a device, octet for octet; its state is looked at when it counts. */
public record CurrentCertificate(Intent intent, byte[] content) {

    public TenantId tenant() {
        return intent.tenant();
    }

    X500Name subject() {
        try {
            return new X509CertificateHolder(content).getSubject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
