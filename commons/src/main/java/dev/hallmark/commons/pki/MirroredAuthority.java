package dev.hallmark.commons.pki;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hallmark.commons.identity.TenantId;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** An authority of a tenant as last seen, with its full CRL when one has been published. */
public record MirroredAuthority(
        String name, TenantId tenant, Kind kind, X509Certificate certificate, Optional<RevocationList> revocations) {

    /** Whether the authority issues to devices or to authorities. */
    public enum Kind {
        @JsonProperty("root")
        ROOT,
        @JsonProperty("issuing")
        ISSUING
    }

    /** The number of the CRL that is mirrored (RFC 5280 §5.2.3), or empty when there is none. */
    public Optional<BigInteger> crlNumber() {
        return revocations.map(RevocationList::number);
    }
}
