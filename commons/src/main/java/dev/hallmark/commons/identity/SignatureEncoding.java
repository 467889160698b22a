package dev.hallmark.commons.identity;

/** How an ECDSA signature is written down; other algorithms have one form. */
public enum SignatureEncoding {
    /** ECDSA-Sig-Value, the form of X.509 and PKCS#10 (RFC 3279 §2.2.3). */
    DER,
    /** r and s of equal length one after the other, the form of JOSE and COSE (RFC 7518 §3.4). */
    CONCATENATED
}
