package dev.hallmark.ca.authority;

import dev.hallmark.commons.identity.TenantId;
import java.math.BigInteger;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A certificate authority of a tenant.
 *
 * @param id such as {@code default-issuing-1}: unique, and part of its addresses
 * @param issuer the id of the authority that signed it; a root's own
 * @param shards of its CRL beside the full one; 0 for a root
 */
public record Authority(
        String id,
        TenantId tenant,
        AuthorityKind kind,
        String issuer,
        SigningKey key,
        X509CertificateHolder certificate,
        int shards) {

    /** The shard that a certificate of this serial number is listed in. */
    public int shardOf(BigInteger serial) {
        return serial.mod(BigInteger.valueOf(shards)).intValueExact();
    }
}
