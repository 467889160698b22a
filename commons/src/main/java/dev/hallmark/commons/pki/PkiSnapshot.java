package dev.hallmark.commons.pki;

import dev.hallmark.commons.identity.TenantId;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All authorities and their CRLs at one moment. */
public record PkiSnapshot(List<MirroredAuthority> authorities) {
    static final PkiSnapshot EMPTY = new PkiSnapshot(List.of());

    public PkiSnapshot {
        authorities = List.copyOf(authorities);
    }

    public Optional<MirroredAuthority> authority(String name) {
        return authorities.stream()
                .filter(authority -> authority.name().equals(name))
                .findFirst();
    }

    /** The number of an authority's mirrored CRL, or empty when there is none. */
    public Optional<BigInteger> crlNumber(String authority) {
        return authority(authority).flatMap(MirroredAuthority::crlNumber);
    }

    /** The issuing authorities of a tenant whose chain to a root of that tenant is valid at this time. */
    public List<MirroredAuthority> issuing(TenantId tenant, Instant now) {
        return authorities.stream()
                .filter(authority -> authority.tenant().equals(tenant))
                .filter(authority -> IssuingChain.holds(authority, this, now))
                .toList();
    }

    /**
     * The authority that issued this device certificate, when the chain to a root and all dates are valid at this time.
     * Revocation of the certificate is not checked.
     */
    public Optional<MirroredAuthority> issuerOf(X509Certificate leaf, Instant now) {
        return DeviceLeaf.holds(leaf, now)
                ? authorities.stream()
                        .filter(authority -> IssuingChain.signed(authority.certificate(), leaf))
                        .filter(authority -> IssuingChain.holds(authority, this, now))
                        .findFirst()
                : Optional.empty();
    }

    String summary() {
        return authorities.stream()
                .map(authority -> authority.name() + " CRL "
                        + authority.crlNumber().map(BigInteger::toString).orElse("none"))
                .collect(Collectors.joining(", "));
    }
}
