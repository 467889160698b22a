package dev.hallmark.client.authority;

import java.time.Instant;
import java.util.Optional;

/**
 * A certification authority of the tenant.
 *
 * @param kind root or issuing
 * @param issuer the id of the authority that issued its certificate
 * @param certificate its public address
 * @param crl the public address of its full CRL
 * @param crlNumber of its full CRL, when there is one
 * @param crlNextUpdate when that expires
 * @param crlShards into how many its CRL is divided
 */
public record Authority(
        String id,
        String kind,
        String issuer,
        String subject,
        Instant notBefore,
        Instant notAfter,
        String certificate,
        String crl,
        int crlShards,
        Optional<Long> crlNumber,
        Optional<Instant> crlIssuedAt,
        Optional<Instant> crlNextUpdate) {}
