package dev.hallmark.device.enrolment;

import dev.hallmark.device.identity.Certificates;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;

/** The certs-only PKCS#7 in which EST sends certificates (RFC 7030 §4.1.3, §4.2.3). */
final class CertsOnlyMessage {

    private CertsOnlyMessage() {}

    /** Base64, wrapped or not (RFC 8951 §3.1). */
    static List<X509Certificate> parse(String base64) throws IOException {
        try {
            var message = new CMSSignedData(Base64.getMimeDecoder().decode(base64));
            var certificates = new ArrayList<X509Certificate>();
            for (var holder : message.getCertificates().getMatches(null)) {
                certificates.add(Certificates.decode(holder.getEncoded()));
            }
            return certificates;
        } catch (CMSException | IllegalArgumentException e) {
            throw new IOException("Not a certs-only PKCS#7 message in base64", e);
        }
    }
}
