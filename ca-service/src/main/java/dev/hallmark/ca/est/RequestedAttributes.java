package dev.hallmark.ca.est;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** What a certification request should look like (RFC 7030 §4.5.2, RFC 9908): a P-256 key and its signature. */
final class RequestedAttributes {

    static final String BODY = EstEncoding.encode(der());

    private RequestedAttributes() {}

    private static byte[] der() {
        var key = new Attribute(X9ObjectIdentifiers.id_ecPublicKey, new DERSet(SECObjectIdentifiers.secp256r1));
        try {
            return new DERSequence(new ASN1Encodable[] {key, X9ObjectIdentifiers.ecdsa_with_SHA256})
                    .getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
