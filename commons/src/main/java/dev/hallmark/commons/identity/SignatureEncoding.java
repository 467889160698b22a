package dev.hallmark.commons.identity;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** How an ECDSA signature is written down; other algorithms have one form. */
public enum SignatureEncoding {
    /** ECDSA-Sig-Value, the form of X.509 and PKCS#10 (RFC 3279 §2.2.3). */
    DER,
    /** r and s of equal length one after the other, the form of JOSE and COSE (RFC 7518 §3.4). */
    CONCATENATED;

    private static final BigInteger P256_ORDER =
            SECNamedCurves.getByName("secp256r1").getN();

    /** A P-256 signature in DER, written in the other form. */
    public static byte[] concatenated(byte[] der) {
        try {
            var values = StandardDSAEncoding.INSTANCE.decode(P256_ORDER, der);
            return PlainDSAEncoding.INSTANCE.encode(P256_ORDER, values[0], values[1]);
        } catch (IOException e) {
            throw new IllegalArgumentException("not an ECDSA signature in DER", e);
        }
    }
}
