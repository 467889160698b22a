package dev.hallmark.ca.est;

import dev.hallmark.ca.CaException;
import dev.hallmark.commons.encoding.DerText;
import dev.hallmark.commons.encoding.InvalidDerTextException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.util.CollectionStore;

/** What EST bodies look like: base64 whatever the headers say (RFC 8951 §3). */
final class EstEncoding {

    static final int MOST_CHARACTERS = DerText.CERTIFICATION_REQUEST.mostCharacters();

    static final String TOO_LARGE =
            "A certification request has at most %d characters of base64.".formatted(MOST_CHARACTERS);

    private EstEncoding() {}

    /** The DER of a request. */
    static byte[] decode(byte[] body) {
        if (body.length > MOST_CHARACTERS) {
            throw new CaException(CaException.Code.REQUEST_TOO_LARGE, TOO_LARGE);
        }
        try {
            return DerText.CERTIFICATION_REQUEST.decode(new String(body, StandardCharsets.UTF_8));
        } catch (InvalidDerTextException e) {
            throw new CaException(CaException.Code.MALFORMED_REQUEST, "The body is " + e.getMessage() + ".", e);
        }
    }

    /** In lines, which every decoder accepts and {@code openssl base64 -d} needs. */
    static String encode(byte[] octets) {
        return Base64.getMimeEncoder().encodeToString(octets) + "\r\n";
    }

    /** A certs-only CMS message (RFC 5272 §4.1) in base64. */
    static String certificates(List<X509CertificateHolder> certificates) {
        try {
            var message = new CMSSignedDataGenerator();
            message.addCertificates(new CollectionStore<>(certificates));
            return encode(
                    message.generate(new CMSAbsentContent()).toASN1Structure().getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
