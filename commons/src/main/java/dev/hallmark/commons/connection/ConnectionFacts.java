package dev.hallmark.commons.connection;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What the gateway vouches for about the connection a request came over.
 *
 * @param channelBinding the 32 octets of the RFC 9266 exporter; empty where something in front of the gateway ends TLS
 * @param clientCertificate the leaf, present only when chain and dates were valid at the gateway
 */
public record ConnectionFacts(
        String ip, Optional<byte[]> channelBinding, Optional<X509Certificate> clientCertificate) {}
