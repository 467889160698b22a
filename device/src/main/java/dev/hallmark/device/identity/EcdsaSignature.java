package dev.hallmark.device.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.util.BigIntegers;

/** A P-256 signature, which JOSE and X.509 write in two different forms. */
public record EcdsaSignature(BigInteger r, BigInteger s) {

    private static final int SCALAR_BYTES = 32;

    /** {@code ECDSA-Sig-Value} of RFC 3279 §2.2.3, as X.509 and openssl write it. */
    public byte[] der() {
        try {
            var sequence = new DERSequence(new ASN1Integer[] {new ASN1Integer(r), new ASN1Integer(s)});
            return sequence.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code r || s}, 32 bytes each, as RFC 7518 §3.4 writes it. */
    public byte[] concatenated() {
        var bytes = Arrays.copyOf(BigIntegers.asUnsignedByteArray(SCALAR_BYTES, r), 2 * SCALAR_BYTES);
        System.arraycopy(BigIntegers.asUnsignedByteArray(SCALAR_BYTES, s), 0, bytes, SCALAR_BYTES, SCALAR_BYTES);
        return bytes;
    }
}
